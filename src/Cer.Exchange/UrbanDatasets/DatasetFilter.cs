using NodaTime;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>What a search of the gateway asks for; what it does not name, it does not ask.</summary>
/// <remarks>
/// Source: SCPS Communication 2.0: searching looks at the context of a message, deep searching at its lines. Of a message
/// that has a line that fits, a deep search gives the whole (ADR 0093).
/// </remarks>
public sealed record DatasetFilter
{
    public static readonly DatasetFilter Everything = new();

    public DatasetTime? From { get; init; }

    public DatasetTime? To { get; init; }

    public DatasetCircle? Circle { get; init; }

    /// <summary>The name of a property that a line must have; also of one inside another.</summary>
    public string? Property { get; init; }

    /// <summary>What that property, or any where none is named, must say, letter by letter.</summary>
    public string? Value { get; init; }

    /// <summary>Whether time and place are those of the lines.</summary>
    public bool InLines { get; init; }

    /// <summary>The messages that can fit were made in this span: a line never speaks of a time after its message.</summary>
    public Interval Span => new(
        From?.Possible().Min() ?? Instant.FromUtc(1900, 1, 1, 0, 0),
        InLines || To is null ? Instant.FromUtc(9000, 1, 1, 0, 0) : To.Possible().Max() + Duration.FromSeconds(1));
}
