using Cer.Workflows.Expressions;
using Cer.Workflows.Values;

namespace Cer.Workflows.Running;

/// <summary><c>variables.X</c>: read and written by name.</summary>
internal sealed class VariablesObject(WorkflowRun run, ActivityExecution execution) : IHostObject
{
    public IEnumerable<string> Names => run.Variables(execution).Select(slot => slot.Name);

    public bool TryGet(string name, out object? value)
    {
        value = null;
        switch (name)
        {
            case "Get" or "get":
                value = (HostFunction)(arguments =>
                    run.FindVariableByName(execution, ValueText.Of(arguments.Count > 0 ? arguments[0] : null))?.Value);
                return true;
            case "Set" or "set":
                value = (HostFunction)(arguments =>
                {
                    Set(ValueText.Of(arguments.Count > 0 ? arguments[0] : null), arguments.Count > 1 ? arguments[1] : null);
                    return null;
                });
                return true;
        }

        var slot = run.Variables(execution).FirstOrDefault(one => one.Name == name)
            ?? run.Variables(execution).FirstOrDefault(one => Accessor.Is(one.Name, name));
        value = slot?.Value;
        return slot is not null;
    }

    /// <summary>A name that nobody declared becomes a variable of the workflow, as it does in Elsa.</summary>
    public void Set(string name, object? value) => run.SetVariable(execution, name, value);
}
