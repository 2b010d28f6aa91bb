using Cer.Domain.Codes;
using Cer.Operations.Viewing;
using NodaTime.Text;

namespace Cer.Host.Viewing.Months;

/// <summary>A run over a month as JSON: its record, its sums, and what it changed beside the run before.</summary>
internal sealed record RunView(
    long Run,
    string MadeAt,
    string Who,
    string Program,
    IReadOnlyList<string> Rules,
    string InputSha256,
    string Status,
    decimal SharedKwh,
    decimal? TipEur,
    decimal? CacEur,
    decimal? SurplusEur,
    IReadOnlyList<RunView.ChangeView> Changes)
{
    public static RunView Of(RunOfMonth run, RegistryNumbers numbers) => new(
        run.Run,
        InstantPattern.General.Format(run.MadeAt),
        run.Who,
        run.Program,
        run.Rules,
        run.InputSha256,
        CodeLists.Statuses.Word(run.Status),
        run.SharedMicroKwh / 1_000_000m,
        run.Tip?.Eur,
        run.Cac?.Eur,
        run.Surplus?.Eur,
        [.. run.Changes.Select(change => new ChangeView(
            change.Unit is { } unit ? numbers.Units[unit] : null,
            change.Unit,
            change.Member is { } member ? numbers.Members[member] : null,
            change.SharedMicroKwh / 1_000_000m,
            change.Tip?.Eur,
            change.Cac?.Eur,
            change.Surplus?.Eur))]);

    /// <summary>New less old, of a unit or of a member; null where either is not known.</summary>
    internal sealed record ChangeView(
        int? UnitId,
        string? Unit,
        int? MemberId,
        decimal SharedKwh,
        decimal? TipEur,
        decimal? CacEur,
        decimal? SurplusEur);
}
