using Cer.Domain;
using Cer.Domain.Community;
using Cer.Settlement.Distributing;
using NodaTime;

namespace Cer.Operations.Regolamenti;

/// <summary>A past month shared out by the rules of today and by those that are tried.</summary>
/// <param name="Month">The month.</param>
/// <param name="Run">The run whose part of the surplus it stands on.</param>
/// <param name="IsOfRun">Whether the members' amounts of today are those of the run; if not, a new run is due.</param>
/// <param name="Premium">What there is of the incentive, without the surplus.</param>
/// <param name="Cac">What there is of the contribution; null while it is not known.</param>
/// <param name="Surplus">What there is of the surplus.</param>
/// <param name="Members">Each member of the month.</param>
/// <param name="Funds">Each fund of either.</param>
public sealed record PreviewMonth(
    YearMonth Month,
    long Run,
    bool IsOfRun,
    Money Premium,
    Money? Cac,
    Money Surplus,
    IReadOnlyList<PreviewMonth.MemberPart> Members,
    IReadOnlyList<PreviewMonth.FundPart> Funds)
{
    /// <summary>A member's amounts; those of today are null when nothing shares the month out.</summary>
    public sealed record MemberPart(Member Member, DealtAmount? Before, DealtAmount After);

    /// <summary>A fund's amounts; null where the rules do not know the fund.</summary>
    public sealed record FundPart(string Fund, DealtAmount? Before, DealtAmount? After);

    /// <summary>Whether members and funds add up to what there is, to the cent.</summary>
    public bool AddsUp => Parts.Aggregate(Money.Zero, (sum, part) => sum + part.Premium) == Premium
        && Parts.Aggregate(Money.Zero, (sum, part) => sum + part.Surplus) == Surplus
        && Parts.Aggregate((Money?)Money.Zero, (sum, part) => sum is { } a && part.Cac is { } b ? a + b : null) == Cac;

    /// <summary>Whether enterprises take nothing of the surplus, and no more than there is beside it.</summary>
    /// <remarks>Source: Regole Operative p. 17: the total to enterprises is at most C − C_ecc.</remarks>
    public bool SparesEnterprises =>
        Enterprises.All(part => part.Surplus == Money.Zero)
        && Enterprises.Aggregate(Money.Zero, (sum, part) => sum + part.Premium).Cents <= Math.Max(0, Premium.Cents);

    /// <summary>What nobody was given.</summary>
    public Money Unassigned => Funds.Where(fund => fund.Fund == Distribution.Unassigned).Select(fund => fund.After).OfType<DealtAmount>()
        .Aggregate(Money.Zero, (sum, part) => sum + part.Premium + (part.Cac ?? Money.Zero) + part.Surplus);

    private IEnumerable<DealtAmount> Parts =>
        [.. Members.Select(part => part.After), .. Funds.Select(fund => fund.After).OfType<DealtAmount>()];

    private IEnumerable<DealtAmount> Enterprises => Members.Where(part => part.Member.Enterprise).Select(part => part.After);
}
