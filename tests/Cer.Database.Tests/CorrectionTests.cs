using Cer.Domain;
using Cer.Operations.Ports;
using Cer.Settlement.Closing;
using Cer.Storage.Closing;
using NodaTime;

namespace Cer.Database.Tests;

/// <summary>What later runs give beyond a closed month waits, and is taken by the oldest open month once.</summary>
public class CorrectionTests(PostgresFixture postgres)
{
    private static readonly YearMonth January = new(2026, 1);
    private static readonly YearMonth February = new(2026, 2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ClosingMonths Months => new(postgres.App);

    private ClosingStore Closing => Months.Closing;

    [Fact]
    public async Task Corrections_wait_and_the_oldest_open_month_takes_them_once_when_it_closes()
    {
        var community = await postgres.CommunityAsync();
        await Months.SettleAsync(community, January, 1, new(1000, null, 7));
        await Months.CloseAsync(community, January);
        await Months.SettleAsync(community, January, 2, new(1333, 40, 9));
        await Months.SettleAsync(community, February, 1, new(500, 5, 0));
        await Months.SettleAsync(community, February.PlusMonths(1), 1, new(600, 6, 0));

        var waiting = await Closing.CorrectionsAsync(community, Cancellation);
        Assert.All(waiting, line => Assert.Equal((January, (YearMonth?)null), (line.Corrects, line.Month)));
        Assert.All(waiting, line => Assert.Equal(["data"], line.Causes));
        Assert.Equal(
            [
                new(new(AmountKind.Unit, "UP-A"), new(333), new(40), Money.Zero),
                new(new(AmountKind.Member, "comune"), new(333), new(40), new(2)),
                new(new(AmountKind.Fund, "gestione"), new(333), new(40), new(2)),
            ],
            waiting.Select(line => line.Difference));

        // March is not the oldest open month: it takes nothing.
        Assert.Equal(0, (await Months.CloseAsync(community, new(2026, 3))).Corrections);
        Assert.Equal(3, (await Months.CloseAsync(community, February)).Corrections);
        var taken = await Closing.CorrectionsAsync(community, Cancellation);
        Assert.All(taken, line => Assert.Equal(February, line.Month));
        Assert.Equal(waiting.Select(line => line.Difference), taken.Select(line => line.Difference));
        await SumsToNewestAsync(community, January);

        // A third run is held against what has been corrected by now.
        await Months.SettleAsync(community, January, 3, new(1330, 41, 9));
        var rest = (await Closing.CorrectionsAsync(community, Cancellation)).Where(line => line.Month is null).ToArray();
        Assert.Equal(3, rest.Length);
        Assert.All(rest, line => Assert.Equal((-3, 1), (line.Difference.Tip.Cents, line.Difference.Cac.Cents)));
        await Months.SettleAsync(community, new(2026, 4), 1, new(1, 1, 1));
        Assert.Equal(3, (await Months.CloseAsync(community, new(2026, 4))).Corrections);
        await SumsToNewestAsync(community, January);
    }

    [Fact]
    public async Task Closed_and_corrections_are_the_newest_run_to_the_cent_over_many_runs()
    {
        var community = await postgres.CommunityAsync();
        var chance = new Random(20260116);
        await Months.SettleAsync(community, January, 0, Amounts());
        await Months.CloseAsync(community, January);
        for (var i = 1; i <= 8; i++)
        {
            await Months.SettleAsync(community, January, (byte)i, Amounts());
            var open = January.OnDayOfMonth(1).PlusMonths(i).ToYearMonth();
            await Months.SettleAsync(community, open, 1, Amounts());
            await Months.CloseAsync(community, open);
            await SumsToNewestAsync(community, January);
        }

        (long?, long?, long?) Amounts() =>
            (chance.Next(-9999, 99999), chance.Next(3) == 0 ? null : chance.Next(-99, 9999), chance.Next(0, 999));
    }

    /// <summary>Of the member: the closed run with every line taken is the newest run, where that knows the amount.</summary>
    private async Task SumsToNewestAsync(CommunityId community, YearMonth month) => Assert.True(await postgres.AskAsync<bool>(
        """
        select bool_and(
          newest.tip_cents = coalesce(closed.tip_cents, 0) + lines.tip
          and (newest.cac_cents is null or newest.cac_cents = coalesce(closed.cac_cents, 0) + lines.cac)
          and newest.surplus_cents = coalesce(closed.surplus_cents, 0) + lines.surplus)
        from core.standing_month as standing
        join core.member_month as newest on newest.community_id = $1 and newest.month = $2 and newest.run_id = standing.newest_run_id
        join core.member_month as closed on closed.community_id = $1 and closed.month = $2 and closed.run_id = standing.run_id
          and closed.member_id = newest.member_id
        cross join lateral (
          select coalesce(sum(tip_cents), 0) as tip, coalesce(sum(cac_cents), 0) as cac, coalesce(sum(surplus_cents), 0) as surplus
          from core.correction_line where community_id = $1 and corrects = $2 and member_id = newest.member_id) as lines
        where standing.community_id = $1 and standing.month = $2
        """,
        community.Value,
        month.OnDayOfMonth(1).ToDateOnly()));
}
