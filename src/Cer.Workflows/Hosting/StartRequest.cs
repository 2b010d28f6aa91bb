using Cer.Workflows.Values;

namespace Cer.Workflows.Hosting;

/// <summary>An instance to begin.</summary>
/// <param name="VersionId">Of which version; empty when a definition is named.</param>
/// <param name="Input">What it is given.</param>
public sealed record StartRequest(string VersionId, OrderedDictionary<string, object?> Input)
{
    /// <summary>The id that it shall have; null for one that is made of its key.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The definition whose published version is begun, when no version is named.</summary>
    public string? DefinitionId { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>The activity whose trigger begins it.</summary>
    public string? TriggerActivityId { get; init; }

    public string? ParentInstanceId { get; init; }

    public int? ParentExecutionId { get; init; }

    /// <summary>When the parent hears of it: <c>end</c>, <c>rest</c>, or null for never.</summary>
    public string? Tells { get; init; }

    public InboxMessage Message(int tenant, string key, string? triggerKey = null, DateTimeOffset? notBefore = null) => new(
        tenant,
        InboxKind.Start,
        key,
        null,
        new()
        {
            ["versionId"] = VersionId,
            ["definitionId"] = DefinitionId,
            ["input"] = Input,
            ["instanceId"] = InstanceId,
            ["correlationId"] = CorrelationId,
            ["triggerActivityId"] = TriggerActivityId,
            ["parentInstanceId"] = ParentInstanceId,
            ["parentExecutionId"] = ParentExecutionId,
            ["tells"] = Tells,
        },
        notBefore,
        triggerKey);

    /// <exception cref="InvalidDataException">The message is no start.</exception>
    public static StartRequest Of(InboxMessage message)
    {
        string? Text(string name) => message.Payload.GetValueOrDefault(name) is { } value ? ValueText.Of(value) : null;
        return new(
            Text("versionId") ?? throw new InvalidDataException("Found a start without a version, expected one."),
            message.Payload.GetValueOrDefault("input") as OrderedDictionary<string, object?> ?? [])
        {
            InstanceId = Text("instanceId"),
            DefinitionId = Text("definitionId"),
            CorrelationId = Text("correlationId"),
            TriggerActivityId = Text("triggerActivityId"),
            ParentInstanceId = Text("parentInstanceId"),
            ParentExecutionId = (int?)ValueConversion.To(DataType.Int32, message.Payload.GetValueOrDefault("parentExecutionId")),
            Tells = Text("tells"),
        };
    }
}
