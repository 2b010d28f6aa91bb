using Cer.Domain;
using Cer.Exchange.Gse;

namespace Cer.Operations.Reconciling;

/// <summary>What a file would become, before it is taken in.</summary>
/// <param name="Profile">The profile that reads it.</param>
/// <param name="Reading">Columns, lines, refusals.</param>
/// <param name="Sha256">Of the file.</param>
/// <param name="UnknownUnits">Units of it that the community does not have.</param>
/// <param name="KnownUnits">The units that it has, each with the other names by which it is known.</param>
/// <param name="UnknownPoints">How many points of it the community does not have.</param>
public sealed record StatementPreview(
    KeptProfile Profile, StatementReading Reading, string Sha256, IReadOnlyList<string> UnknownUnits,
    IReadOnlyList<string> KnownUnits, int UnknownPoints)
{
    /// <summary>What its recalculations do not repeat of the statements that stand, by month.</summary>
    public IReadOnlyList<(MarketMonth Month, LeftOut Left)> LeftOut { get; init; } = [];
}
