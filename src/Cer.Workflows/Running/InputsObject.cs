using Cer.Workflows.Expressions;

namespace Cer.Workflows.Running;

/// <summary><c>Input.X</c>: read by name.</summary>
internal sealed class InputsObject(WorkflowRun run, ActivityExecution execution) : IHostObject
{
    public IEnumerable<string> Names => run.State.Input.Keys;

    public bool TryGet(string name, out object? value) => run.TryInput(execution, name, out value);

    public void Set(string name, object? value) =>
        throw new ExpressionException($"Found a value for the input '{name}', expected a variable: inputs are only read.");
}
