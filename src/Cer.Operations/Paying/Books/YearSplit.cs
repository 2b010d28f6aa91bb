using Cer.Domain;
using Cer.Domain.Codes;

namespace Cer.Operations.Paying.Books;

/// <summary>What was dealt to a kind of members, to a fund, or in all; each contribution apart.</summary>
/// <param name="Category">The kind of members; null for a fund, in all, and where the declaration has them no more.</param>
/// <param name="Enterprise">Whether they are enterprises; null for a fund and in all.</param>
/// <param name="Fund">The fund; null for members and in all.</param>
/// <param name="Count">How many members; null for a fund and in all.</param>
/// <param name="Tip">Tariff without surplus.</param>
/// <param name="Cac">Contribution.</param>
/// <param name="Surplus">Surplus.</param>
/// <param name="Total">All of it, corrections included.</param>
public sealed record YearSplit(
    MemberCategory? Category, bool? Enterprise, string? Fund, int? Count, Money Tip, Money Cac, Money Surplus, Money Total)
{
    public Money Corrections => Total - Tip - Cac - Surplus;

    public bool IsAll => Enterprise is null && Fund is null;

    public static YearSplit Of(
        MemberCategory? category, bool? enterprise, string? fund, IReadOnlyCollection<YearShare> shares) => new(
        category,
        enterprise,
        fund,
        enterprise is null ? null : shares.Select(share => share.Member).Distinct().Count(),
        YearFacts.Sum(shares, share => share.Tip),
        YearFacts.Sum(shares, share => share.Cac),
        YearFacts.Sum(shares, share => share.Surplus),
        YearFacts.Sum(shares, share => share.Gross));
}
