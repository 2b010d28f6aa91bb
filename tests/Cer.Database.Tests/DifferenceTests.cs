using Cer.Storage.Dashboards;

namespace Cer.Database.Tests;

/// <summary>Whose figures the totals of a community are, less what the municipality knows of itself.</summary>
public class DifferenceTests(PostgresFixture postgres)
{
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
    public async Task They_are_all_members_while_fewer_than_five_and_the_producers_while_one_to_four_do_not_all_agree(
        int members, int producers, int agreeing, int expected)
    {
        var crowd = await Crowd.FoundAsync(postgres, members, producers);
        for (var member = 0; member < agreeing; member++) await crowd.AgreeAsync(member);
        Assert.Equal(await NumbersAsync(crowd, expected), await AskAsync(crowd));
    }

    [Fact]
    public async Task A_consent_that_was_withdrawn_or_is_of_other_days_counts_for_nothing()
    {
        var crowd = await Crowd.FoundAsync(postgres, 6, 2);
        var first = await crowd.AgreeAsync(0);
        var second = await crowd.AgreeAsync(1, to: new(2026, 1, 31));
        Assert.Equal(await NumbersAsync(crowd, 2), await AskAsync(crowd));
        await crowd.AgreeAsync(1);
        Assert.Empty(await AskAsync(crowd));
        await crowd.WithdrawAsync(first);
        Assert.Equal(await NumbersAsync(crowd, 2), await AskAsync(crowd));
        Assert.Equal((1, 2), (first, second));
        // Withdrawn once is withdrawn: there is none left that stands.
        Assert.False(await new TotalConsentStore(postgres.App).WithdrawAsync(crowd.Community, first, "di nuovo", "test", Cancellation));
        Assert.Null(await new TotalConsentStore(postgres.App).GiveAsync(
            crowd.Community, "nessuno", new(2026, 1, 1), null, "modulo", "test", Cancellation));
    }

    [Fact]
    public async Task Members_who_have_left_hide_nobody()
    {
        var crowd = await Crowd.FoundAsync(postgres, 5, 0);
        Assert.Empty(await AskAsync(crowd));
        await crowd.DeclareAsync(without: 1, until: new(2026, 1, 31));
        Assert.Equal(await NumbersAsync(crowd, 4), await AskAsync(crowd));
    }

    private static async Task<int[]> NumbersAsync(Crowd crowd, int first)
    {
        var numbers = new List<int>();
        for (var member = 0; member < first; member++) numbers.Add(await crowd.NumberAsync(member));
        return [.. numbers.Order()];
    }

    private Task<IReadOnlyList<int>> AskAsync(Crowd crowd) =>
        new DifferenceStore(postgres.App).MembersAsync(crowd.Community, Cancellation);
}
