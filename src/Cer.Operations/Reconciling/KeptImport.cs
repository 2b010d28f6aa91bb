using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>A statement's file that was taken in.</summary>
public sealed record KeptImport
{
    public required long Id { get; init; }

    public required string FileName { get; init; }

    public required string Sha256 { get; init; }

    public required string Profile { get; init; }

    public required int ProfileVersion { get; init; }

    public required YearMonth First { get; init; }

    public required YearMonth Last { get; init; }

    public required int Lines { get; init; }

    public required string By { get; init; }

    public required Instant At { get; init; }

    /// <summary>Who took it back; null while it stands.</summary>
    public string? UndoneBy { get; init; }

    public Instant? UndoneAt { get; init; }

    public string? Reason { get; init; }
}
