using Cer.Operations.Importing;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>A curve file that was applied, and who took it back.</summary>
public sealed record CurveImport
{
    public required long Id { get; init; }

    public required string FileName { get; init; }

    public required string Sha256 { get; init; }

    public required CurveDirection Direction { get; init; }

    /// <summary>How many points it tells of.</summary>
    public required int Points { get; init; }

    public required LocalDate From { get; init; }

    public required LocalDate To { get; init; }

    /// <summary>Quarters by what became of them.</summary>
    public required AppendCounts Counts { get; init; }

    public required string Who { get; init; }

    public required Instant At { get; init; }

    public string? UndoneBy { get; init; }

    public Instant? UndoneAt { get; init; }
}
