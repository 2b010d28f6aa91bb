using Cer.Workflows.Definitions;
using Cer.Workflows.Values;

namespace Cer.Workflows.Running;

/// <content>Variables, inputs and outputs by their names and ids.</content>
public sealed partial class WorkflowRun
{
    /// <summary>The variable of that id in the nearest scope, from the execution itself upwards.</summary>
    internal VariableSlot? FindVariable(ActivityExecution? from, string id) =>
        Scopes(from).SelectMany(scope => scope.Variables).FirstOrDefault(slot => slot.Id == id);

    internal VariableSlot? FindVariableByName(ActivityExecution? from, string name) =>
        Scopes(from).SelectMany(scope => scope.Variables).FirstOrDefault(slot => slot.Name == name);

    /// <summary>Variables that are kept in memory only start again where the run waits.</summary>
    private void ForgetMemory()
    {
        var declares = Definition.Variables.Concat(_mounted.Values.SelectMany(definition => definition.Variables))
            .Concat(_nodes.Values.SelectMany(node => VariableDefinition.Of(node.Json)));
        if (!(_hasMemory ??= declares.Any(one => one.InMemoryOnly))) return;
        foreach (var execution in State.Executions.Values)
            foreach (var slot in execution.Variables)
                if (slot.InMemoryOnly) slot.Set(Declared(execution, slot.Id)?.InitialValue());
    }

    /// <summary>What a variable of an execution was declared as; null for those that no definition declares.</summary>
    private VariableDefinition? Declared(ActivityExecution execution, string id)
    {
        var declared = execution.ParentId is null ? Definition.Variables
            : MountedAt(execution)?.Variables ?? VariableDefinition.Of(Node(execution.NodeId).Json);
        return declared.FirstOrDefault(one => one.Id == id);
    }

    /// <summary>Writes the nearest variable of that name; what nobody declared becomes a variable of the workflow.</summary>
    internal object? SetVariable(ActivityExecution from, string name, object? value)
    {
        var slot = FindVariableByName(from, name);
        if (slot is null) State.Root!.Variables.Add(slot = new(name, name, DataType.Any, null));
        slot.Set(value);
        return slot.Value;
    }

    /// <summary>All variables in scope, an inner one before an outer one of the same name.</summary>
    internal IEnumerable<VariableSlot> Variables(ActivityExecution? from) =>
        Scopes(from).SelectMany(scope => scope.Variables).DistinctBy(slot => slot.Name);

    /// <summary>An input of the nearest composite that has one of that name, else of the workflow.</summary>
    internal bool TryInput(ActivityExecution? from, string name, out object? value)
    {
        foreach (var scope in Scopes(from))
        {
            if (MountedAt(scope) is not { } definition || !definition.Inputs.Any(input => input.Name == name)) continue;
            value = scope.Variables.Find(slot => slot.Name == name)?.Value;
            return true;
        }

        return State.Input.TryGetValue(name, out value);
    }

    /// <summary>Writes a variable by its id, or an output of the workflow by its name.</summary>
    internal void WriteMemory(ActivityExecution? from, string target, object? value)
    {
        if (FindVariable(from, target) is { } slot) slot.Set(value);
        else if (Definition.Outputs.FirstOrDefault(output => output.Name == target) is { } output)
            State.Output[target] = ValueConversion.To(output.Type, value);
        else if (FindVariableByName(from, target) is { } named) named.Set(value);
    }

    /// <summary>Writes an output of the nearest composite or workflow that declares it; of the instance when none does.</summary>
    internal void WriteOutput(ActivityExecution? from, string name, object? value)
    {
        foreach (var scope in Scopes(from))
        {
            var declared = scope.ParentId is null ? Definition.Outputs : MountedAt(scope)?.Outputs;
            if (declared?.FirstOrDefault(output => output.Name == name) is not { } output) continue;
            var typed = ValueConversion.To(output.Type, value);
            if (scope.ParentId is null) State.Output[name] = typed;
            else scope.Variables.Find(slot => slot.Id == name)?.Set(typed);
            return;
        }

        State.Output[name] = value;
    }

    /// <summary>The activity of a name or an id, the nearest first; null when there is none.</summary>
    internal ActivityNode? FindActivity(ActivityExecution from, string nameOrId) =>
        FindActivity(from, node => node.Name == nameOrId) ?? FindActivity(from, node => node.Id == nameOrId);

    /// <summary>One of the workflow that the asking activity stands in, before those of the workflows around it.</summary>
    internal ActivityNode? FindActivity(ActivityExecution from, Func<ActivityNode, bool> isMeant)
    {
        for (var home = _homes.GetValueOrDefault(from.NodeId); ; home = _homes.GetValueOrDefault(home))
        {
            if (_nodes.Values.FirstOrDefault(node => _homes.GetValueOrDefault(node.NodeId) == home && isMeant(node)) is { } found)
                return found;
            if (home is null) return _nodes.Values.FirstOrDefault(isMeant);
        }
    }

    /// <summary>What the outputs of an activity are kept under: its id, or its way where a workflow is used more than once.</summary>
    internal string OutputsOf(ActivityNode node) => _homes.ContainsKey(node.NodeId) ? node.NodeId : node.Id;

    private IEnumerable<ActivityExecution> Scopes(ActivityExecution? from) => from is null ? [] : Above(from).Prepend(from);
}
