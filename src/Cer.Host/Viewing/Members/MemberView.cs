using Cer.Domain.Codes;
using Cer.Operations.Viewing;
using NodaTime.Text;

namespace Cer.Host.Viewing.Members;

/// <summary>A member in the list.</summary>
internal sealed record MemberView(
    int Id, string Name, string Category, int Points, string? From, string? To, MemberView.LastView? LastMonth)
{
    public static IReadOnlyList<CsvColumn<MemberView>> Columns { get; } =
    [
        new("Membro n.", member => member.Id),
        new("Membro", member => member.Name),
        new("Categoria", member => member.Category),
        new("Punti", member => member.Points),
        new("Dal", member => member.From),
        new("Al", member => member.To),
        new("Ultimo mese", member => member.LastMonth?.Month),
        new("Prelevata (kWh)", member => member.LastMonth?.WithdrawnKwh),
        new("Condivisa (kWh)", member => member.LastMonth?.SharedKwh),
        new("Totale (EUR)", member => member.LastMonth?.TotalEur),
    ];

    public static MemberView Of(MemberPage page)
    {
        var (from, to) = Span(page);
        return new(
            page.Id,
            page.Member.Name,
            CodeLists.Categories.Word(page.Member.Category),
            page.Points.Select(point => point.Id).Distinct().Count(),
            from,
            to,
            page.Months is [var last, ..] ? LastView.Of(MemberMonthView.Of(last)) : null);
    }

    /// <summary>From its first day in the configuration to its last: open while any of its points is.</summary>
    public static (string? From, string? To) Span(MemberPage page)
    {
        var spans = page.Points.Select(point => point.Membership).ToArray();
        if (spans.Length == 0) return (null, null);
        var last = Array.Exists(spans, span => span.To is null) ? null : spans.Max(span => span.To);
        return (LocalDatePattern.Iso.Format(spans.Min(span => span.From)), last is { } day ? LocalDatePattern.Iso.Format(day) : null);
    }

    internal sealed record LastView(string Month, decimal WithdrawnKwh, decimal SharedKwh, decimal? TotalEur)
    {
        public static LastView Of(MemberMonthView month) => new(month.Month, month.WithdrawnKwh, month.SharedKwh, month.TotalEur);
    }
}
