namespace Cer.Workflows.Hosting;

/// <summary>What begins instances of a published version.</summary>
/// <param name="ActivityId">The activity that it stands at.</param>
/// <param name="Kind"><c>Cron</c>, <c>Timer</c>, <c>StartAt</c>, <c>Event</c> or <c>HttpEndpoint</c>.</param>
/// <param name="Key">What must match: the name of an event, a method and path.</param>
public sealed record Trigger(string ActivityId, string Kind, string Key)
{
    public int Tenant { get; init; }

    public string DefinitionId { get; init; } = "";

    public string VersionId { get; init; } = "";

    /// <summary>The calendar, the interval, or the instant; empty where no clock begins it.</summary>
    public string Schedule { get; init; } = "";

    public string TimeZone { get; init; } = "UTC";

    /// <summary>What becomes of times that passed while nobody looked: <c>once</c>, <c>skip</c> or <c>all</c>.</summary>
    public string Misfire { get; init; } = "once";

    /// <summary>Whether it begins one while another one runs: <c>none</c> or <c>allow</c>.</summary>
    public string Overlap { get; init; } = "none";

    public DateTimeOffset? NextDue { get; init; }

    public OrderedDictionary<string, object?> Payload { get; init; } = [];

    /// <summary>The same from version to version: by it one sees whether an instance of it still runs.</summary>
    public string TriggerKey => $"{DefinitionId}/{ActivityId}";
}
