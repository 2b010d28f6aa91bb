using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Operations.Viewing;
using NodaTime.Text;

namespace Cer.Host.Viewing.Members;

/// <summary>A member with its points and its months, the newest first.</summary>
internal sealed record MemberDetailView(
    int Id,
    string Name,
    string Category,
    string? From,
    string? To,
    MemberDetailView.PointView[] Points,
    MemberMonthView[] Months)
{
    public static MemberDetailView Of(MemberPage page)
    {
        var (from, to) = MemberView.Span(page);
        return new(
            page.Id,
            page.Member.Name,
            CodeLists.Categories.Word(page.Member.Category),
            from,
            to,
            [.. page.Points.Take(Answer.MostRows).Select(point => PointView.Of(point.Id, point.Membership))],
            [.. page.Months.Take(Answer.MostRows).Select(MemberMonthView.Of)]);
    }

    /// <summary>A point: label is the last four characters of its code.</summary>
    internal sealed record PointView(int Id, string Label, string From, string? To, string Voltage)
    {
        public static IReadOnlyList<CsvColumn<PointView>> Columns { get; } =
        [
            new("Punto n.", point => point.Id),
            new("POD (ultimi 4)", point => point.Label),
            new("Dal", point => point.From),
            new("Al", point => point.To),
            new("Tensione", point => point.Voltage),
        ];

        public static PointView Of(int id, PodMembership membership) => new(
            id,
            RegistryNumbers.Label(membership.Pod),
            LocalDatePattern.Iso.Format(membership.From),
            membership.To is { } to ? LocalDatePattern.Iso.Format(to) : null,
            CodeLists.Voltages.Word(membership.Voltage));
    }
}
