using Cer.Workflows.Definitions;
using Cer.Workflows.Expressions;
using Cer.Workflows.Values;

namespace Cer.Workflows.Running;

/// <summary>The names that expressions of an activity may ask for.</summary>
internal sealed partial class RunScope(WorkflowRun run, ActivityExecution execution) : IExpressionScope
{
    private readonly Dictionary<string, object?> _own = [];
    private Dictionary<string, HostFunction>? _functions;

    public IEnumerable<string> Names => Functions.Keys
        .Concat(["variables", "Variables", "input", "Input", "Output", "WorkflowInstanceId", "CorrelationId", "LastResult"])
        .Concat(_own.Keys)
        .Concat(run.Variables(execution).SelectMany(slot => Accessor.Spellings(slot.Name))
            .SelectMany(name => new[] { "get" + name, "set" + name }))
        .Concat(run.State.Input.Keys.SelectMany(Accessor.Spellings).Select(name => "get" + name));

    private Dictionary<string, HostFunction> Functions => _functions ??= MakeFunctions();

    /// <summary>Lends another function, as the script activity does for outcomes.</summary>
    public void Add(string name, HostFunction function) => _own[name] = function;

    public VariableSlot? Variable(string? id, string? name) =>
        (id is null ? null : run.FindVariable(execution, id)) ?? (name is null ? null : run.FindVariableByName(execution, name));

    public bool TryInput(string name, out object? value) => run.TryInput(execution, name, out value);

    /// <summary>An output of an activity; its result, or its only output, when none is named.</summary>
    public object? OutputOf(string activity, string? output)
    {
        var node = run.FindActivity(execution, activity)
            ?? throw new ExpressionException($"Found no activity '{activity}', expected the name or id of one of this workflow.");
        return OutputOf(node, output);
    }

    private object? OutputOf(ActivityNode node, string? output)
    {
        if (!run.State.ActivityOutputs.TryGetValue(run.OutputsOf(node), out var outputs)) return null;
        if (output is null) return outputs.TryGetValue("result", out var result) ? result : outputs.Values.FirstOrDefault();
        return outputs.FirstOrDefault(one => string.Equals(one.Key, output, StringComparison.OrdinalIgnoreCase)).Value;
    }

    public bool TryGet(string name, out object? value)
    {
        if (_own.TryGetValue(name, out value)) return true;
        value = name switch
        {
            "variables" or "Variables" => new VariablesObject(run, execution),
            "input" or "Input" or "inputs" => new InputsObject(run, execution),
            "Output" => new OutputsObject(run),
            "WorkflowInstanceId" or "workflowInstanceId" => run.State.InstanceId,
            "CorrelationId" or "correlationId" => run.State.CorrelationId,
            "WorkflowDefinitionId" => run.Definition.DefinitionId,
            "WorkflowDefinitionVersionId" => run.Definition.VersionId,
            "WorkflowDefinitionVersion" => run.Definition.Version,
            "LastResult" => run.State.LastResult,
            _ => ScriptTypes.Of(name, run.Services.Time),
        };
        if (value is not null || name is "CorrelationId" or "correlationId" or "LastResult") return true;
        if (Functions.TryGetValue(name, out var function) || TryNamed(name, out function))
        {
            value = function;
            return true;
        }

        return false;
    }

    /// <summary><c>getTotal</c>, <c>setTotal</c>, <c>getResultFromHttpRequest1</c>.</summary>
    private bool TryNamed(string name, out HostFunction? function)
    {
        function = null;
        if (name.Length < 4) return false;
        var rest = name[3..];
        if (name.StartsWith("set", StringComparison.Ordinal) && Slot(rest) is { } written)
            function = arguments => Written(written, Argument(arguments, 0));
        else if (name.StartsWith("get", StringComparison.Ordinal)) function = Getter(rest);
        return function is not null;
    }

    private HostFunction? Getter(string rest)
    {
        if (Slot(rest) is { } slot) return _ => slot.Value;
        foreach (var input in run.State.Input.Keys.Concat(run.Definition.Inputs.Select(input => input.Name)))
            if (input == rest || Accessor.Is(input, rest)) return _ => run.TryInput(execution, input, out var value) ? value : null;
        var from = rest.IndexOf("From", StringComparison.Ordinal);
        while (from > 0)
        {
            var (output, activity) = (rest[..from], rest[(from + 4)..]);
            if (run.FindActivity(execution, node => node.Name is { } name && Accessor.Is(name, activity)) is { } node)
                return _ => OutputOf(node, output);
            from = rest.IndexOf("From", from + 1, StringComparison.Ordinal);
        }

        return null;
    }

    private VariableSlot? Slot(string pascal) =>
        run.Variables(execution).FirstOrDefault(slot => slot.Name.Length > 0 && Accessor.Is(slot.Name, pascal));

    private static object? Written(VariableSlot slot, object? value)
    {
        slot.Set(value);
        return slot.Value;
    }

    private static object? Argument(IReadOnlyList<object?> arguments, int place) => arguments.Count > place ? arguments[place] : null;

    private static string Text(IReadOnlyList<object?> arguments, int place) => ValueText.Of(Argument(arguments, place));
}
