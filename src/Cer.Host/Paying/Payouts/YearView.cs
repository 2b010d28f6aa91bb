using Cer.Host.Documents;
using Cer.Operations.Documents;
using Cer.Operations.Paying.Books;
using NodaTime.Text;

namespace Cer.Host.Paying.Payouts;

/// <summary>The account of a year in euro, and what was handed out of it; workbook and papers are written from the same facts.</summary>
internal sealed record YearView(int Year, YearView.Member[] Members, YearView.Fund[] Funds, YearView.Kept[] Accounts)
{
    public required Share[] Contributions { get; init; }

    public required SurplusOf Surplus { get; init; }

    public required MonthOf[] Months { get; init; }

    public required Balance[] Balances { get; init; }

    public static YearView Of(YearFacts facts, IReadOnlyList<KeptYear> kept) => new(
        facts.Year,
        [.. facts.Account.Members.Select(member => Member.Of(member, facts))],
        [.. facts.Account.Funds.Select(fund => new Fund(fund.Fund, fund.Opening.Eur, fund.Added.Eur, fund.Spent.Eur, fund.Closing.Eur))],
        [.. kept.Select(Kept.Of)])
    {
        Contributions = Share.Of(facts),
        Surplus = SurplusOf.From(facts.Surplus),
        Months = [.. facts.Account.Months.Select(month => MonthOf.From(month, facts))],
        Balances =
        [
            .. facts.Account.Balances.Select(row =>
                new Balance(row.Account, row.Opening.Eur, row.Debit.Eur, row.Credit.Eur, row.Closing.Eur)),
        ],
    };

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
        public static Member Of(YearMember member, YearFacts facts) => new(
            member.Member,
            facts.Receiver(member.Member).Name,
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
    internal sealed record Fund(string Name, decimal OpeningEur, decimal AddedEur, decimal SpentEur, decimal ClosingEur);

    /// <summary>What was dealt to a kind of members, to a fund, or in all; each contribution apart.</summary>
    /// <param name="Category">The kind of members; null for a fund and in all.</param>
    /// <param name="Enterprise">Whether they are enterprises; null for a fund and in all.</param>
    /// <param name="Fund">The fund; null for members and in all.</param>
    /// <param name="Count">How many members; null for a fund and in all.</param>
    /// <param name="TipEur">Tariff without surplus.</param>
    /// <param name="CacEur">Contribution.</param>
    /// <param name="SurplusEur">Surplus.</param>
    /// <param name="CorrectionsEur">Corrections of months that were closed before.</param>
    /// <param name="TotalEur">All of it.</param>
    internal sealed record Share(
        string? Category,
        bool? Enterprise,
        string? Fund,
        int? Count,
        decimal TipEur,
        decimal CacEur,
        decimal SurplusEur,
        decimal CorrectionsEur,
        decimal TotalEur)
    {
        public static Share[] Of(YearFacts facts) =>
            [.. facts.Split.Select(row => new Share(
                row.Category is { } category ? Domain.Codes.CodeLists.Categories.Word(category) : null,
                row.Enterprise,
                row.Fund,
                row.Count,
                row.Tip.Eur,
                row.Cac.Eur,
                row.Surplus.Eur,
                row.Corrections.Eur,
                row.Total.Eur))];
    }

    /// <summary>The surplus, and whether it went to those who may get it.</summary>
    internal sealed record SurplusOf(
        decimal TipEur, decimal SurplusEur, decimal LimitEur, decimal EnterprisesEur, decimal EnterprisesSurplusEur, bool Met)
    {
        public static SurplusOf From(YearSurplus surplus) => new(
            surplus.Tip.Eur,
            surplus.Surplus.Eur,
            surplus.Limit.Eur,
            surplus.Enterprises.Eur,
            surplus.EnterprisesSurplus.Eur,
            surplus.IsMet);
    }

    /// <summary>A month of energy whose amounts were approved in the year.</summary>
    internal sealed record MonthOf(string Month, decimal SharedKwh, decimal TipEur, decimal DealtEur)
    {
        public static MonthOf From(YearMonthDealt month, YearFacts facts) => new(
            YearMonthPattern.Iso.Format(month.Month), month.Shared.KilowattHours, month.Tip.Eur, facts.DealtOf(month.Month).Eur);
    }

    /// <summary>An account's year.</summary>
    internal sealed record Balance(string Account, decimal OpeningEur, decimal DebitEur, decimal CreditEur, decimal ClosingEur);

    /// <summary>What was handed out.</summary>
    /// <param name="Number">From 1 each year.</param>
    /// <param name="Sha256">Of the workbook.</param>
    /// <param name="By">Who made it.</param>
    /// <param name="At">When.</param>
    /// <param name="HasGse">Whether there is a file for GSE.</param>
    /// <param name="Papers">How many papers: the community's and one for each member.</param>
    /// <param name="Waiting">How many of them are not pressed yet.</param>
    /// <param name="Pdf">Hash of the community's PDF; null while there is none.</param>
    internal sealed record Kept(
        int Number, string Sha256, string By, string At, bool HasGse, int Papers, int Waiting, string? Pdf)
    {
        public static Kept Of(KeptYear year) => new(
            year.Number,
            year.Sha256,
            year.By,
            InstantPattern.General.Format(year.At),
            year.GseSha256 is not null,
            year.Papers.Count,
            year.Papers.Count(paper => paper.IsWaiting),
            year.Papers.FirstOrDefault(paper => paper.Member is null)?.Sha256);
    }

    /// <summary>A paper of an account, and how its letters stand.</summary>
    internal sealed record Paper(int PaperId, int? MemberId, string? Name, int? Pages, string? Sha256, string? Problem, SentView? Sent)
    {
        public static Paper Of(KeptYearPaper paper, IReadOnlyDictionary<int, string> names, SentState? sent) => new(
            paper.Paper,
            paper.Member,
            paper.Member is { } member ? names.GetValueOrDefault(member) : null,
            paper.Pages,
            paper.Sha256,
            paper.Problem,
            SentView.Of(sent));
    }
}
