using Cer.Domain;
using Cer.Domain.Community;
using Cer.Operations.Reconciling;
using Cer.Operations.Viewing;
using Cer.Settlement.Closing;
using NodaTime.Text;

namespace Cer.Host.Reconciling;

/// <summary>A month's recalculations as JSON, in euro: the one that may be taken, and those that were.</summary>
/// <param name="Month">The month that they correct.</param>
/// <param name="Standing">none, open, accounted, unknown, no_open_month or to_take.</param>
/// <param name="Proposal">What taking it would do; null without one.</param>
/// <param name="Taken">Those that were taken.</param>
internal sealed record RecalculationView(
    string Month, string Standing, RecalculationView.ProposalView? Proposal, RecalculationView.OneView[] Taken)
{
    private static readonly string[] Standings = ["none", "open", "accounted", "unknown", "no_open_month", "to_take"];

    public static RecalculationView Of(RecalculationPage page, EnergyCommunity community, RegistryNumbers numbers) => new(
        YearMonthPattern.Iso.Format(page.Month),
        Standings[(int)page.Standing],
        page.Proposal is { } proposal ? ProposalView.Of(proposal, community, numbers) : null,
        [.. page.Taken.Select(one => OneView.Of(one, community, numbers))]);

    /// <summary>What taking it would do.</summary>
    internal sealed record ProposalView(
        string Mark, long Import, string? Published, string? Into, ItemView[] Items, string[] Kept, PartView[] Parts)
    {
        public static ProposalView Of(RecalculationProposal proposal, EnergyCommunity community, RegistryNumbers numbers) => new(
            proposal.Mark,
            proposal.Import,
            proposal.Published is { } day ? LocalDatePattern.Iso.Format(day) : null,
            proposal.Basis.OpenMonth is { } month ? YearMonthPattern.Iso.Format(month) : null,
            ItemView.Of(proposal.Before, proposal.Difference),
            [.. proposal.Kept],
            [.. proposal.Parts.Select(part => PartView.Of(part, community, numbers))]);
    }

    /// <summary>One that was taken.</summary>
    internal sealed record OneView(
        int Number, string Into, long Import, string? Published, string By, string At, string Reason, ItemView[] Items, PartView[] Parts)
    {
        public static OneView Of(TakenRecalculation one, EnergyCommunity community, RegistryNumbers numbers) => new(
            one.Number,
            YearMonthPattern.Iso.Format(one.Month),
            one.Import,
            one.Published is { } day ? LocalDatePattern.Iso.Format(day) : null,
            one.By,
            InstantPattern.General.Format(one.At),
            one.Reason,
            ItemView.Of(one.Before, one.Difference),
            [.. one.Parts.Select(part => PartView.Of(part, community, numbers))]);
    }

    /// <summary>An item of a month: tip with its surplus, cac, of which surplus, and the total of the first two.</summary>
    internal sealed record ItemView(string Item, decimal BeforeEur, decimal AfterEur, decimal DifferenceEur)
    {
        public static ItemView[] Of(MonthSums before, MonthSums difference) =>
        [
            Of("tip", before.Tip, difference.Tip),
            Of("cac", before.Cac, difference.Cac),
            Of("surplus", before.Surplus, difference.Surplus),
            Of("total", before.Total, difference.Total),
        ];

        private static ItemView Of(string item, Money before, Money difference) =>
            new(item, before.Eur, (before + difference).Eur, difference.Eur);
    }

    /// <summary>Whose it is: a unit, a member by number and name, a fund.</summary>
    internal sealed record PartView(string Kind, int? Id, string Name, decimal TipEur, decimal CacEur, decimal SurplusEur, decimal TotalEur)
    {
        public static PartView Of(Correction part, EnergyCommunity community, RegistryNumbers numbers)
        {
            var (kind, id) = (part.Owner.Kind, part.Owner.Id);
            return new(
                kind switch { AmountKind.Unit => "unit", AmountKind.Member => "member", _ => "fund" },
                kind == AmountKind.Member && numbers.Members.TryGetValue(id, out var number) ? number : null,
                kind == AmountKind.Member ? community.Members.FirstOrDefault(member => member.Id == id)?.Name ?? id : id,
                part.Tip.Eur,
                part.Cac.Eur,
                part.Surplus.Eur,
                (part.Tip + part.Cac + part.Surplus).Eur);
        }
    }
}
