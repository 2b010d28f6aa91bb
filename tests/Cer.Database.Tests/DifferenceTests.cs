using Cer.Domain;
using Cer.Operations.Ports;
using Cer.Storage;
using Cer.Storage.Dashboards;
using NodaTime;

namespace Cer.Database.Tests;

/// <summary>Whose figures the totals of days are, less what the municipality knows of itself.</summary>
public class DifferenceTests(PostgresFixture postgres)
{
    private static readonly LocalDate Day = new(2026, 1, 14);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // Members beside the municipality, roofs among them, of which agreeing; expected: the first so many.
    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(1, 0, 0, 1)]
    [InlineData(4, 0, 0, 4)]
    [InlineData(4, 2, 2, 4)]
    [InlineData(5, 0, 0, 0)]
    [InlineData(5, 1, 0, 1)]
    [InlineData(8, 4, 0, 4)]
    [InlineData(8, 4, 3, 4)]
    [InlineData(8, 4, 4, 0)]
    [InlineData(8, 5, 0, 0)]
    public async Task They_are_all_who_took_while_fewer_than_five_and_who_made_while_one_to_four_do_not_all_agree(
        int members, int producers, int agreeing, int expected)
    {
        var crowd = await Crowd.FoundAsync(postgres, members, producers);
        for (var member = 0; member < agreeing; member++) await crowd.AgreeAsync(member);
        await crowd.SumAsync([.. All(crowd, members, Day)]);
        Assert.Equal(await NumbersAsync(crowd, expected), await AskAsync(crowd, (Day, Day)));
    }

    [Fact]
    public async Task Of_the_days_that_are_looked_at_and_of_no_others()
    {
        var crowd = await Crowd.FoundAsync(postgres, 6, 0);
        await crowd.SumAsync([.. All(crowd, 6, Day)]);
        // The day after, and a month later, only two took anything.
        foreach (var day in (LocalDate[])[Day.PlusDays(1), Day.PlusMonths(1)])
            await crowd.SumAsync([.. All(crowd, 6, day, member => member < 2 ? 1 : 0)]);
        var two = await NumbersAsync(crowd, 2);
        Assert.Empty(await AskAsync(crowd, (Day, Day)));
        Assert.Equal(two, await AskAsync(crowd, (Day, Day.PlusDays(1))));
        Assert.Empty(await AskAsync(crowd, (Day.PlusDays(2), Day.PlusDays(20)), (Day, Day)));
        Assert.Equal(two, await AskAsync(crowd, (Day, Day), (Day.PlusDays(20), Day.PlusDays(40))));
        // Of days of which nothing is known there are no totals.
        Assert.Empty(await AskAsync(crowd, (new(2020, 1, 1), new(2020, 12, 31))));
        // Who left or came since is of those days, not of today's.
        await crowd.DeclareAsync(without: 5, until: Day);
        Assert.Empty(await AskAsync(crowd, (Day, Day)));
    }

    [Fact]
    public async Task Producers_that_made_nothing_hide_nobody_and_are_not_looked_at()
    {
        var crowd = await Crowd.FoundAsync(postgres, 8, 6);
        await crowd.SumAsync([.. All(crowd, 8, Day, _ => 1, member => member < 1 ? 2 : 0)]);
        Assert.Equal(await NumbersAsync(crowd, 1), await AskAsync(crowd, (Day, Day)));
        await crowd.SumAsync([.. All(crowd, 8, Day.PlusDays(1), _ => 1, _ => 0)]);
        Assert.Empty(await AskAsync(crowd, (Day.PlusDays(1), Day.PlusDays(1))));
    }

    [Fact]
    public async Task Of_a_day_that_waits_to_be_summed_and_of_sums_of_before_it_is_who_is_enrolled_then()
    {
        var crowd = await Crowd.FoundAsync(postgres, 3, 0);
        await new HourStore(postgres.App).AppendAsync(crowd.Community, [.. All(crowd, 3, Day)], Cancellation);
        Assert.Equal(await NumbersAsync(crowd, 3), await AskAsync(crowd, (Day, Day)));
        await crowd.SumAsync(Day);
        await postgres.AskAsync<int>(
            "update core.hour_sum set few_members = null where community_id = $1 returning 1", crowd.Community.Value);
        Assert.Equal(await NumbersAsync(crowd, 3), await AskAsync(crowd, (Day, Day)));
        await crowd.DeclareAsync(without: 1, until: new(2025, 12, 31));
        Assert.Equal(await NumbersAsync(crowd, 2), await AskAsync(crowd, (Day, Day)));
    }

    [Fact]
    public async Task A_consent_that_was_withdrawn_or_is_of_other_days_counts_for_nothing()
    {
        var crowd = await Crowd.FoundAsync(postgres, 6, 2);
        await crowd.SumAsync([.. All(crowd, 6, Day), .. All(crowd, 6, Day.PlusDays(1))]);
        var first = await crowd.AgreeAsync(0);
        var second = await crowd.AgreeAsync(1, to: Day);
        Assert.Empty(await AskAsync(crowd, (Day, Day)));
        Assert.Equal(await NumbersAsync(crowd, 2), await AskAsync(crowd, (Day, Day.PlusDays(1))));
        await crowd.AgreeAsync(1);
        Assert.Empty(await AskAsync(crowd, (Day, Day.PlusDays(1))));
        await crowd.WithdrawAsync(first);
        Assert.Equal(await NumbersAsync(crowd, 2), await AskAsync(crowd, (Day, Day)));
        Assert.Equal((1, 2), (first, second));
        // Withdrawn once is withdrawn: there is none left that stands.
        Assert.False(await new TotalConsentStore(postgres.App).WithdrawAsync(
            crowd.Community, first, "di nuovo", "test", Sample.Noon, Cancellation));
        Assert.Null(await new TotalConsentStore(postgres.App).GiveAsync(
            crowd.Community, "nessuno", new(2026, 1, 1), null, "modulo", "test", Sample.Noon, Cancellation));
    }

    private static IEnumerable<MeterHour> All(
        Crowd crowd, int members, LocalDate day, Func<int, decimal>? takes = null, Func<int, decimal>? makes = null) =>
        Enumerable.Range(-1, members + 1).SelectMany(member => crowd.Hour(
            member, MarketHour.StartOf(day) + Duration.FromHours(10), takes?.Invoke(member) ?? 1m, makes?.Invoke(member) ?? 2m));

    private static async Task<int[]> NumbersAsync(Crowd crowd, int first)
    {
        var numbers = new List<int>();
        for (var member = 0; member < first; member++) numbers.Add(await crowd.NumberAsync(member));
        return [.. numbers.Order()];
    }

    private Task<IReadOnlyList<int>> AskAsync(Crowd crowd, params (LocalDate From, LocalDate To)[] days) =>
        new DifferenceStore(postgres.App).MembersAsync(
            crowd.Community, [.. days.Select(span => new DateInterval(span.From, span.To))], Cancellation);
}
