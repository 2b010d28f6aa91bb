using Cer.Host.Viewing.Months;
using Cer.Operations.Ports;
using NodaTime.Text;

namespace Cer.Host.Viewing.Members;

/// <summary>A month of a member: kWh and euro; null is not known.</summary>
internal sealed record MemberMonthView(
    string Month,
    decimal WithdrawnKwh,
    decimal InjectedKwh,
    decimal SharedKwh,
    decimal? TipEur,
    decimal? CacEur,
    decimal? SurplusEur,
    decimal? TotalEur)
{
    public static IReadOnlyList<CsvColumn<MemberMonthView>> Columns { get; } =
    [
        new("Mese", month => month.Month),
        new("Prelevata (kWh)", month => month.WithdrawnKwh),
        new("Immessa (kWh)", month => month.InjectedKwh),
        new("Condivisa (kWh)", month => month.SharedKwh),
        new("Tariffa premio (EUR)", month => month.TipEur),
        new("Contributo ARERA (EUR)", month => month.CacEur),
        new("Eccedenza (EUR)", month => month.SurplusEur),
        new("Totale (EUR)", month => month.TotalEur),
    ];

    public static MemberMonthView Of(MemberMonth month) => new(
        YearMonthPattern.Iso.Format(month.Month),
        month.Withdrawn.KilowattHours,
        month.Injected.KilowattHours,
        month.Shared.KilowattHours,
        month.Tip?.Eur,
        month.Cac?.Eur,
        month.Surplus?.Eur,
        MemberRow.TotalOf(month));
}
