using Cer.Operations.Documents;
using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>A line of the archive of dossiers.</summary>
public sealed record KeptDossier(
    long Id, DocumentNumber Number, YearMonth Month, string Item, string Scope, string? Cause, int Pages, string Sha256,
        string By, Instant At);
