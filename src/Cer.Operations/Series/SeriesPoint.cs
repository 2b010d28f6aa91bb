using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using NodaTime;

namespace Cer.Operations.Series;

/// <summary>A value of a series as it goes elsewhere: the point by its number, never by its POD or by whose it is.</summary>
public sealed record SeriesPoint
{
    /// <summary>Code of the community.</summary>
    public required string Community { get; init; }

    /// <summary>Number of the point in the store.</summary>
    public required int Point { get; init; }

    /// <summary>Number of the unit; 0 for the point itself.</summary>
    public required int Unit { get; init; }

    /// <summary>The meter that told; null for an hour that was made.</summary>
    public MeterRole? Meter { get; init; }

    /// <summary>How often its row was written: a correction has the next number.</summary>
    public required int Revision { get; init; }

    public required Instant Start { get; init; }

    public required int Minutes { get; init; }

    public Energy? Injected { get; init; }

    public Energy? Withdrawn { get; init; }

    public Energy? Produced { get; init; }

    public Quality? Quality { get; init; }

    /// <summary>Whether an earlier revision had a quantity that this one has not: it must go.</summary>
    public bool HasLost { get; init; }

    public bool HasValue => (Injected ?? Withdrawn ?? Produced) is not null;
}
