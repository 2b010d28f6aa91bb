using Cer.Domain.Codes;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;

namespace Cer.Host.Viewing.Months;

/// <summary>A member in a month: kWh and euro; null is not known.</summary>
internal sealed record MemberRow(
    int Id,
    string Name,
    string? Category,
    decimal WithdrawnKwh,
    decimal InjectedKwh,
    decimal SharedKwh,
    decimal? TipEur,
    decimal? CacEur,
    decimal? SurplusEur,
    decimal? TotalEur)
{
    public static IReadOnlyList<CsvColumn<MemberRow>> Columns { get; } =
    [
        new("Membro n.", row => row.Id),
        new("Membro", row => row.Name),
        new("Categoria", row => row.Category),
        new("Prelevata (kWh)", row => row.WithdrawnKwh),
        new("Immessa (kWh)", row => row.InjectedKwh),
        new("Condivisa (kWh)", row => row.SharedKwh),
        new("Tariffa premio (EUR)", row => row.TipEur),
        new("Contributo ARERA (EUR)", row => row.CacEur),
        new("Eccedenza (EUR)", row => row.SurplusEur),
        new("Totale (EUR)", row => row.TotalEur),
    ];

    public static MemberRow Of(MemberMonth month, MonthPage page)
    {
        var member = page.Community.Members.FirstOrDefault(member => member.Id == month.Member);
        return new(
            page.Numbers.Members[month.Member],
            member?.Name ?? month.Member,
            member is null ? null : CodeLists.Categories.Word(member.Category),
            month.Withdrawn.KilowattHours,
            month.Injected.KilowattHours,
            month.Shared.KilowattHours,
            month.Tip?.Eur,
            month.Cac?.Eur,
            month.Surplus?.Eur,
            TotalOf(month));
    }

    /// <summary>All that a member is dealt of a month; null when any part of it is not known.</summary>
    public static decimal? TotalOf(MemberMonth month) =>
        month is { Tip: { } tip, Cac: { } cac, Surplus: { } surplus } ? (tip + cac + surplus).Eur : null;
}
