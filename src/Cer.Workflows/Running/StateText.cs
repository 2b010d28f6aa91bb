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

    /// <param name="state">Of which instance.</param>
    /// <param name="apart">Takes what is large; null where all is to stand in the text.</param>
    public static string Write(WorkflowState state, LargeValues? apart = null) => new JsonObject
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
        ["input"] = ValueJson.ToState(state.Input, apart),
        ["output"] = ValueJson.ToState(state.Output, apart),
        ["outcomes"] = Texts(state.Outcomes),
        ["lastResult"] = ValueJson.ToState(state.LastResult, apart),
        ["nextExecution"] = state.NextExecution,
        ["nextBookmark"] = state.NextBookmark,
        ["executions"] = new JsonArray([.. state.Executions.Values.Select(one => Execution(one, apart))]),
        ["queue"] = new JsonArray([.. state.Queue.Select(one => Item(one, apart))]),
        ["bookmarks"] = new JsonArray([.. state.Bookmarks.Select(one => Bookmark(one, apart))]),
        ["incidents"] = new JsonArray([.. state.Incidents.Select(Incident)]),
        ["activityOutputs"] = ValueJson.ToState(
            state.ActivityOutputs.Select(one => KeyValuePair.Create(one.Key, (object?)one.Value)), apart),
    }.ToJsonString();

    /// <summary>Reads a kept state; its journal is kept elsewhere, and begins empty.</summary>
    /// <exception cref="InvalidDataException">It was not written by this program, or by a newer one.</exception>
    public static WorkflowState Read(string text, LargeValues? apart = null)
    {
        try
        {
            if (JsonNode.Parse(text, documentOptions: Reading) is not JsonObject json || (int?)json["form"] is not Form)
                throw new InvalidDataException($"Found a kept run of another form, expected form {Form}: a newer "
                    + "program may have written it.");
            return Read(json, apart);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or NullReferenceException)
        {
            throw new InvalidDataException($"Found a kept run that cannot be read ({fault.Message}), expected one that "
                + "this program wrote.");
        }
    }

    private static WorkflowState Read(JsonObject json, LargeValues? apart)
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
            Input = Fields(json["input"], apart),
            Output = Fields(json["output"], apart),
            Outcomes = Texts(json["outcomes"]),
            LastResult = ValueJson.FromState(json["lastResult"], apart),
            NextExecution = (int)json["nextExecution"]!,
            NextBookmark = (int)json["nextBookmark"]!,
        };
        foreach (var one in Objects(json["executions"])) state.Executions.Add((int)one["id"]!, ReadExecution(one, apart));
        state.Queue.AddRange(Objects(json["queue"]).Select(one => ReadItem(one, apart)));
        state.Bookmarks.AddRange(Objects(json["bookmarks"]).Select(one => ReadBookmark(one, apart)));
        state.Incidents.AddRange(Objects(json["incidents"]).Select(ReadIncident));
        foreach (var (id, outputs) in Fields(json["activityOutputs"], apart))
            state.ActivityOutputs[id] = (OrderedDictionary<string, object?>)outputs!;
        return state;
    }

    private static JsonObject Execution(ActivityExecution one, LargeValues? apart) => new JsonObject
    {
        ["id"] = one.Id,
        ["parent"] = one.ParentId,
        ["node"] = one.NodeId,
        ["activity"] = one.ActivityId,
        ["type"] = one.Type,
        ["status"] = one.Status.ToString(),
        ["tag"] = one.Tag,
        ["backward"] = one.Backward,
        ["variables"] = Slots(one.Variables, apart),
        ["kept"] = ValueJson.ToState(one.Kept, apart),
        ["inputs"] = ValueJson.ToState(one.Inputs, apart),
        ["outputs"] = ValueJson.ToState(one.Outputs, apart),
        ["outcomes"] = Texts(one.Outcomes),
        ["fault"] = one.Fault,
        ["attempts"] = one.Attempts,
        ["startedAt"] = Time(one.StartedAt),
        ["endedAt"] = one.EndedAt is { } ended ? Time(ended) : null,
    };

    private static ActivityExecution ReadExecution(JsonObject json, LargeValues? apart) => new()
    {
        Id = (int)json["id"]!,
        ParentId = (int?)json["parent"],
        NodeId = (string)json["node"]!,
        ActivityId = (string)json["activity"]!,
        Type = (string)json["type"]!,
        Status = Enum.Parse<ActivityStatus>((string)json["status"]!),
        Tag = (string?)json["tag"],
        Backward = (bool)json["backward"]!,
        Variables = [.. ReadSlots(json["variables"], apart)],
        Kept = Fields(json["kept"], apart),
        Inputs = Fields(json["inputs"], apart),
        Outputs = Fields(json["outputs"], apart),
        Outcomes = Texts(json["outcomes"]),
        Fault = (string?)json["fault"],
        Attempts = (int)json["attempts"]!,
        StartedAt = ReadTime(json["startedAt"])!.Value,
        EndedAt = ReadTime(json["endedAt"]),
    };

    private static JsonObject Item(WorkItem item, LargeValues? apart) => new JsonObject
    {
        ["node"] = item.NodeId,
        ["owner"] = item.OwnerId,
        ["tag"] = item.Tag,
        ["backward"] = item.Backward,
        ["variables"] = Slots(item.Variables, apart),
        ["execution"] = item.ExecutionId,
    };

    private static WorkItem ReadItem(JsonObject json, LargeValues? apart) => new(
        (string)json["node"]!, (int)json["owner"]!, (string?)json["tag"], (bool)json["backward"]!, [.. ReadSlots(json["variables"], apart)],
            (int?)json["execution"]);

    private static JsonObject Bookmark(Bookmark one, LargeValues? apart) => new JsonObject
    {
        ["id"] = one.Id,
        ["kind"] = one.Kind,
        ["execution"] = one.ExecutionId,
        ["activity"] = one.ActivityId,
        ["payload"] = ValueJson.ToState(one.Payload, apart),
        ["dueAt"] = one.DueAt is { } due ? Time(due) : null,
    };

    private static Bookmark ReadBookmark(JsonObject json, LargeValues? apart) => new(
        (int)json["id"]!, (string)json["kind"]!, (int)json["execution"]!, (string)json["activity"]!, Fields(json["payload"], apart),
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

    private static JsonArray Slots(IEnumerable<VariableSlot> slots, LargeValues? apart) =>
        new([.. slots.Select(slot => (JsonNode)new JsonObject
    {
        ["id"] = slot.Id,
        ["name"] = slot.Name,
        ["kind"] = slot.Type.Kind.ToString(),
        ["element"] = slot.Type.Element?.Kind.ToString(),
        ["value"] = ValueJson.ToState(slot.Value, apart),
        ["memory"] = slot.InMemoryOnly,
    })]);

    private static IEnumerable<VariableSlot> ReadSlots(JsonNode? json, LargeValues? apart) => Objects(json).Select(one => new VariableSlot(
        (string)one["id"]!,
        (string)one["name"]!,
        new(Enum.Parse<ValueKind>((string)one["kind"]!), (string?)one["element"] is { } element ? new(Enum.Parse<ValueKind>(element))
            : null),
        ValueJson.FromState(one["value"], apart),
        (bool)one["memory"]!));

    private static JsonArray? Texts(IEnumerable<string>? texts) => texts is null ? null : new([.. texts.Select(text => (JsonNode)text)]);

    private static List<string>? Texts(JsonNode? json) => json is JsonArray list ? [.. list.Select(one => (string)one!)] : null;

    private static IEnumerable<JsonObject> Objects(JsonNode? json) => ((JsonArray)json!).Select(one => (JsonObject)one!);

    private static OrderedDictionary<string, object?> Fields(JsonNode? json, LargeValues? apart) =>
        (OrderedDictionary<string, object?>)ValueJson.FromState(json, apart)!;

    private static string Time(DateTimeOffset at) => at.ToString("o", CultureInfo.InvariantCulture);

    private static DateTimeOffset? ReadTime(JsonNode? json) =>
        (string?)json is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind) : null;
}
