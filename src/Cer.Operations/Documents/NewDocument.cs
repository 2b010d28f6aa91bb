using NodaTime;

namespace Cer.Operations.Documents;

/// <summary>A document as it goes into the archive.</summary>
public sealed record NewDocument
{
    public required DocumentNumber Number { get; init; }

    public required DocumentKind Kind { get; init; }

    /// <summary>Whose it is; null for the report.</summary>
    public required int? Member { get; init; }

    public required long Run { get; init; }

    /// <summary>The document it replaces.</summary>
    public required long? Replaces { get; init; }

    public required int Pages { get; init; }

    public required string Html { get; init; }

    public required ReadOnlyMemory<byte> Pdf { get; init; }

    /// <summary>The hours behind it, as CSV.</summary>
    public required ReadOnlyMemory<byte> Hours { get; init; }

    public required Instant When { get; init; }
}
