namespace Cer.Workflows.Values;

/// <summary>What came of a workflow that another one executed, as expressions see it.</summary>
/// <remarks>In Elsa it is an object of .NET, of which scripts may spell the members large or small: <c>Output</c>, <c>output</c>.</remarks>
public static class ChildResult
{
    private const string Id = "workflowInstanceId";
    private const string State = "subStatus";

    public static OrderedDictionary<string, object?> Of(string instanceId, string status, string subStatus, object? output) => new()
    {
        [Id] = instanceId,
        ["status"] = status,
        [State] = subStatus,
        ["output"] = output,
    };

    /// <summary>A member that was spelled with a capital, when it is such a result.</summary>
    internal static bool TryGet(OrderedDictionary<string, object?> map, string name, out object? value)
    {
        value = null;
        return name.Length > 0 && char.IsAsciiLetterUpper(name[0]) && map.ContainsKey(Id) && map.ContainsKey(State)
            && map.TryGetValue(char.ToLowerInvariant(name[0]) + name[1..], out value);
    }
}
