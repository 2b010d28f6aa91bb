using Cer.Workflows.Expressions;

namespace Cer.Workflows.Running;

/// <summary><c>Output.X</c>: outputs of the workflow, as far as they are set.</summary>
internal sealed class OutputsObject(WorkflowRun run) : IHostObject
{
    public IEnumerable<string> Names => run.State.Output.Keys;

    public bool TryGet(string name, out object? value) => run.State.Output.TryGetValue(name, out value);

    public void Set(string name, object? value) => run.State.Output[name] = value;
}
