using Cer.Operations.Documents;
using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>A dossier as it goes into the archive.</summary>
public sealed record NewDossier
{
    public required DocumentNumber Number { get; init; }

    public required YearMonth Month { get; init; }

    public required string Item { get; init; }

    /// <summary>Unit, or <c>point:</c> and the store's number; empty for the configuration.</summary>
    public required string Scope { get; init; }

    public required DocumentLanguage Language { get; init; }

    public required string? Cause { get; init; }

    public required int Pages { get; init; }

    public required string Html { get; init; }

    public required ReadOnlyMemory<byte> Pdf { get; init; }

    public required ReadOnlyMemory<byte> Data { get; init; }

    public required string Who { get; init; }

    public required Instant At { get; init; }
}
