using Cer.Domain.Community;
using Cer.Host.Viewing;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using Cer.Settlement.Closing;
using NodaTime.Text;

namespace Cer.Host.Closing;

/// <summary>A correction of a closed month, in euro.</summary>
/// <param name="Corrects">The closed month.</param>
/// <param name="Month">The month that has taken it; null while it waits.</param>
/// <param name="FromRun">The run it corrects.</param>
/// <param name="ToRun">The run it leads to.</param>
/// <param name="Kind">unit, member or fund.</param>
/// <param name="Id">Number of the unit's plant, or of the member; null for a fund.</param>
/// <param name="Name">Whose it is.</param>
/// <param name="TipEur">Difference in the incentive.</param>
/// <param name="CacEur">Difference in the contribution.</param>
/// <param name="SurplusEur">Difference in the surplus.</param>
/// <param name="Causes">What changed between the runs: data, definition, rules, program.</param>
internal sealed record CorrectionRow(
    string Corrects,
    string? Month,
    long FromRun,
    long ToRun,
    string Kind,
    int? Id,
    string Name,
    decimal TipEur,
    decimal CacEur,
    decimal SurplusEur,
    IReadOnlyList<string> Causes)
{
    public static IReadOnlyList<CsvColumn<CorrectionRow>> Columns { get; } =
    [
        new("Mese corretto", row => row.Corrects),
        new("Mese che la prende", row => row.Month),
        new("Dal calcolo n.", row => row.FromRun),
        new("Al calcolo n.", row => row.ToRun),
        new("Di", row => row.Kind),
        new("Nome", row => row.Name),
        new("Tariffa premio (EUR)", row => row.TipEur),
        new("Contributo ARERA (EUR)", row => row.CacEur),
        new("Eccedenza (EUR)", row => row.SurplusEur),
        new("Causa", row => string.Join(", ", row.Causes)),
    ];

    public static CorrectionRow Of(CorrectionLine line, EnergyCommunity community, RegistryNumbers numbers)
    {
        var (kind, id) = (line.Difference.Owner.Kind, line.Difference.Owner.Id);
        var plant = kind == AmountKind.Unit ? community.Units.FirstOrDefault(unit => unit.Id == id)?.Plant : null;
        return new(
            YearMonthPattern.Iso.Format(line.Corrects),
            line.Month is { } month ? YearMonthPattern.Iso.Format(month) : null,
            line.FromRun,
            line.ToRun,
            kind switch { AmountKind.Unit => "unit", AmountKind.Member => "member", _ => "fund" },
            kind == AmountKind.Member ? numbers.Members[id] : plant is null ? null : numbers.Plants[plant],
            kind == AmountKind.Member ? community.Members.FirstOrDefault(member => member.Id == id)?.Name ?? id : id,
            line.Difference.Tip.Eur,
            line.Difference.Cac.Eur,
            line.Difference.Surplus.Eur,
            line.Causes);
    }
}
