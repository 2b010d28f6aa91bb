using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cer.Workflows.Values;

namespace Cer.Workflows.Running;

/// <summary>The state of an instance as text that is kept, and back: another machine goes on from it.</summary>
public static class StateText
{
    private const int Form = 1;
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 256 };

    public static string Write(WorkflowState state) => new JsonObject
    {
        ["form"] = Form,
        ["instanceId"] = state.InstanceId,
        ["definitionId"] = state.DefinitionId,
        ["versionId"] = state.VersionId,
        ["version"] = state.Version,
        ["parentInstanceId"] = state.ParentInstanceId,
        ["parentExecutionId"] = state.ParentExecutionId,
        ["triggerActivityId"] = state.TriggerActivityId,
        ["name"] = state.Name,
        ["correlationId"] = state.CorrelationId,
        ["status"] = state.Status.ToString(),
        ["subStatus"] = state.SubStatus.ToString(),
        ["input"] = ValueJson.ToState(state.Input),
        ["output"] = ValueJson.ToState(state.Output),
        ["outcomes"] = Texts(state.Outcomes),
        ["lastResult"] = ValueJson.ToState(state.LastResult),
        ["nextExecution"] = state.NextExecution,
        ["nextBookmark"] = state.NextBookmark,
        ["executions"] = new JsonArray([.. state.Executions.Values.Select(Execution)]),
        ["queue"] = new JsonArray([.. state.Queue.Select(Item)]),
        ["bookmarks"] = new JsonArray([.. state.Bookmarks.Select(Bookmark)]),
        ["incidents"] = new JsonArray([.. state.Incidents.Select(Incident)]),
        ["activityOutputs"] = ValueJson.ToState(state.ActivityOutputs.Select(one => KeyValuePair.Create(one.Key, (object?)one.Value))),
    }.ToJsonString();

    /// <summary>Reads a kept state; its journal is kept elsewhere, and begins empty.</summary>
    /// <exception cref="InvalidDataException">It was not written by this program, or by a newer one.</exception>
    public static WorkflowState Read(string text)
    {
        try
        {
            if (JsonNode.Parse(text, documentOptions: Reading) is not JsonObject json || (int?)json["form"] is not Form)
                throw new InvalidDataException($"Found a kept run of another form, expected form {Form}: a newer "
                    + "program may have written it.");
            return Read(json);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or NullReferenceException)
        {
            throw new InvalidDataException($"Found a kept run that cannot be read ({fault.Message}), expected one that "
                + "this program wrote.");
        }
    }

    private static WorkflowState Read(JsonObject json)
    {
        var state = new WorkflowState
        {
            InstanceId = (string)json["instanceId"]!,
            DefinitionId = (string)json["definitionId"]!,
            VersionId = (string)json["versionId"]!,
            Version = (int)json["version"]!,
            ParentInstanceId = (string?)json["parentInstanceId"],
            ParentExecutionId = (int?)json["parentExecutionId"],
            TriggerActivityId = (string?)json["triggerActivityId"],
            Name = (string?)json["name"],
            CorrelationId = (string?)json["correlationId"],
            Status = Enum.Parse<WorkflowStatus>((string)json["status"]!),
            SubStatus = Enum.Parse<WorkflowSubStatus>((string)json["subStatus"]!),
            Input = Fields(json["input"]),
            Output = Fields(json["output"]),
            Outcomes = Texts(json["outcomes"]),
            LastResult = ValueJson.FromState(json["lastResult"]),
            NextExecution = (int)json["nextExecution"]!,
            NextBookmark = (int)json["nextBookmark"]!,
        };
        foreach (var one in Objects(json["executions"])) state.Executions.Add((int)one["id"]!, ReadExecution(one));
        state.Queue.AddRange(Objects(json["queue"]).Select(ReadItem));
        state.Bookmarks.AddRange(Objects(json["bookmarks"]).Select(ReadBookmark));
        state.Incidents.AddRange(Objects(json["incidents"]).Select(ReadIncident));
        foreach (var (id, outputs) in Fields(json["activityOutputs"]))
            state.ActivityOutputs[id] = (OrderedDictionary<string, object?>)outputs!;
        return state;
    }

    private static JsonNode Execution(ActivityExecution one) => new JsonObject
    {
        ["id"] = one.Id,
        ["parent"] = one.ParentId,
        ["node"] = one.NodeId,
        ["activity"] = one.ActivityId,
        ["type"] = one.Type,
        ["status"] = one.Status.ToString(),
        ["tag"] = one.Tag,
        ["backward"] = one.Backward,
        ["variables"] = Slots(one.Variables),
        ["kept"] = ValueJson.ToState(one.Kept),
        ["inputs"] = ValueJson.ToState(one.Inputs),
        ["outputs"] = ValueJson.ToState(one.Outputs),
        ["outcomes"] = Texts(one.Outcomes),
        ["fault"] = one.Fault,
        ["attempts"] = one.Attempts,
        ["startedAt"] = Time(one.StartedAt),
        ["endedAt"] = one.EndedAt is { } ended ? Time(ended) : null,
    };

    private static ActivityExecution ReadExecution(JsonObject json) => new()
    {
        Id = (int)json["id"]!,
        ParentId = (int?)json["parent"],
        NodeId = (string)json["node"]!,
        ActivityId = (string)json["activity"]!,
        Type = (string)json["type"]!,
        Status = Enum.Parse<ActivityStatus>((string)json["status"]!),
        Tag = (string?)json["tag"],
        Backward = (bool)json["backward"]!,
        Variables = [.. ReadSlots(json["variables"])],
        Kept = Fields(json["kept"]),
        Inputs = Fields(json["inputs"]),
        Outputs = Fields(json["outputs"]),
        Outcomes = Texts(json["outcomes"]),
        Fault = (string?)json["fault"],
        Attempts = (int)json["attempts"]!,
        StartedAt = ReadTime(json["startedAt"])!.Value,
        EndedAt = ReadTime(json["endedAt"]),
    };

    private static JsonNode Item(WorkItem item) => new JsonObject
    {
        ["node"] = item.NodeId,
        ["owner"] = item.OwnerId,
        ["tag"] = item.Tag,
        ["backward"] = item.Backward,
        ["variables"] = Slots(item.Variables),
        ["execution"] = item.ExecutionId,
    };

    private static WorkItem ReadItem(JsonObject json) => new(
        (string)json["node"]!, (int)json["owner"]!, (string?)json["tag"], (bool)json["backward"]!, [.. ReadSlots(json["variables"])],
            (int?)json["execution"]);

    private static JsonNode Bookmark(Bookmark one) => new JsonObject
    {
        ["id"] = one.Id,
        ["kind"] = one.Kind,
        ["execution"] = one.ExecutionId,
        ["activity"] = one.ActivityId,
        ["payload"] = ValueJson.ToState(one.Payload),
        ["dueAt"] = one.DueAt is { } due ? Time(due) : null,
    };

    private static Bookmark ReadBookmark(JsonObject json) => new(
        (int)json["id"]!, (string)json["kind"]!, (int)json["execution"]!, (string)json["activity"]!, Fields(json["payload"]),
            ReadTime(json["dueAt"]));

    private static JsonNode Incident(Incident one) => new JsonObject
    {
        ["execution"] = one.ExecutionId,
        ["activity"] = one.ActivityId,
        ["type"] = one.ActivityType,
        ["message"] = one.Message,
        ["at"] = Time(one.At),
    };

    private static Incident ReadIncident(JsonObject json) => new(
        (int)json["execution"]!, (string)json["activity"]!, (string)json["type"]!, (string)json["message"]!, ReadTime(json["at"])!.Value);

    private static JsonArray Slots(IEnumerable<VariableSlot> slots) => new([.. slots.Select(slot => (JsonNode)new JsonObject
    {
        ["id"] = slot.Id,
        ["name"] = slot.Name,
        ["kind"] = slot.Type.Kind.ToString(),
        ["element"] = slot.Type.Element?.Kind.ToString(),
        ["value"] = ValueJson.ToState(slot.Value),
        ["memory"] = slot.InMemoryOnly,
    })]);

    private static IEnumerable<VariableSlot> ReadSlots(JsonNode? json) => Objects(json).Select(one => new VariableSlot(
        (string)one["id"]!,
        (string)one["name"]!,
        new(Enum.Parse<ValueKind>((string)one["kind"]!), (string?)one["element"] is { } element ? new(Enum.Parse<ValueKind>(element))
            : null),
        ValueJson.FromState(one["value"]),
        (bool)one["memory"]!));

    private static JsonArray? Texts(IEnumerable<string>? texts) => texts is null ? null : new([.. texts.Select(text => (JsonNode)text)]);

    private static List<string>? Texts(JsonNode? json) => json is JsonArray list ? [.. list.Select(one => (string)one!)] : null;

    private static IEnumerable<JsonObject> Objects(JsonNode? json) => ((JsonArray)json!).Select(one => (JsonObject)one!);

    private static OrderedDictionary<string, object?> Fields(JsonNode? json) =>
        (OrderedDictionary<string, object?>)ValueJson.FromState(json)!;

    private static string Time(DateTimeOffset at) => at.ToString("o", CultureInfo.InvariantCulture);

    private static DateTimeOffset? ReadTime(JsonNode? json) =>
        (string?)json is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind) : null;
}
