using Cer.Exchange.Sheets;
using Cer.Host.Viewing;
using Cer.Operations.Paying.Books;
using NodaTime.Text;

namespace Cer.Host.Paying.Payouts;

/// <summary>The account of a year in euro, and what was handed out of it; the workbook is written from the same rows.</summary>
internal sealed record YearView(int Year, YearView.Member[] Members, YearView.Fund[] Funds, YearView.Kept[] Accounts)
{
    public static YearView Of(YearAccount year, IReadOnlyDictionary<int, string> names, IReadOnlyList<KeptYear> kept) => new(
        year.Year,
        [.. year.Members.Select(member => Member.Of(member, names))],
        [.. year.Funds.Select(fund => new Fund(fund.Fund, fund.Opening.Eur, fund.Added.Eur, fund.Spent.Eur, fund.Closing.Eur))],
        [.. kept.Select(one => new Kept(one.Number, one.Sha256, one.By, InstantPattern.General.Format(one.At)))]);

    public byte[] Workbook() => TableFigures.Write(
        ("Membri", [Headings(Member.Columns), .. Members.Select(row => Cells(Member.Columns, row))]),
        ("Fondi", [Headings(Fund.Columns), .. Funds.Select(row => Cells(Fund.Columns, row))]));

    private static object?[] Headings<T>(IReadOnlyList<CsvColumn<T>> columns) => [.. columns.Select(column => column.Heading)];

    private static object?[] Cells<T>(IReadOnlyList<CsvColumn<T>> columns, T row) =>
        [.. columns.Select(column => column.Value(row))];

    /// <summary>A member's year: opening + gross − withheld + other − paid + returned = closing.</summary>
    internal sealed record Member(
        int MemberId,
        string? Name,
        decimal OpeningEur,
        decimal GrossEur,
        decimal WithheldEur,
        decimal OtherEur,
        decimal PaidEur,
        decimal ReturnedEur,
        decimal RetainedEur,
        decimal InTransitEur,
        decimal ClosingEur)
    {
        public static IReadOnlyList<CsvColumn<Member>> Columns { get; } =
        [
            new("Membro n.", row => row.MemberId),
            new("Membro", row => row.Name),
            new("Dovuto all'inizio (EUR)", row => row.OpeningEur),
            new("Assegnato lordo (EUR)", row => row.GrossEur),
            new("Ritenute (EUR)", row => row.WithheldEur),
            new("Altre scritture (EUR)", row => row.OtherEur),
            new("Pagato (EUR)", row => row.PaidEur),
            new("Tornato (EUR)", row => row.ReturnedEur),
            new("Dovuto alla fine (EUR)", row => row.ClosingEur),
            new("di cui trattenuto (EUR)", row => row.RetainedEur),
            new("di cui in viaggio (EUR)", row => row.InTransitEur),
        ];

        public static Member Of(YearMember member, IReadOnlyDictionary<int, string> names) => new(
            member.Member,
            names.GetValueOrDefault(member.Member),
            member.Opening.Eur,
            member.Gross.Eur,
            member.Withheld.Eur,
            member.Other.Eur,
            member.Paid.Eur,
            member.Returned.Eur,
            member.Retained.Eur,
            member.InTransit.Eur,
            member.Closing.Eur);
    }

    /// <summary>A fund's year.</summary>
    internal sealed record Fund(string Name, decimal OpeningEur, decimal AddedEur, decimal SpentEur, decimal ClosingEur)
    {
        public static IReadOnlyList<CsvColumn<Fund>> Columns { get; } =
        [
            new("Fondo", row => row.Name),
            new("All'inizio (EUR)", row => row.OpeningEur),
            new("Assegnato (EUR)", row => row.AddedEur),
            new("Speso (EUR)", row => row.SpentEur),
            new("Alla fine (EUR)", row => row.ClosingEur),
        ];
    }

    /// <summary>What was handed out.</summary>
    internal sealed record Kept(int Number, string Sha256, string By, string At);
}
