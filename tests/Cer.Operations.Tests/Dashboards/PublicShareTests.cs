using System.Net;
using Cer.Operations.Dashboards;
using Cer.Operations.Dashboards.Sql;
using Cer.Operations.People;
using Cer.Operations.Ports;

namespace Cer.Operations.Tests.Dashboards;

/// <summary>What is open to everybody takes neither turns nor kept answers from those who are signed in.</summary>
public class PublicShareTests
{
    private static readonly BoardViewer Staff = new(
        new(1, "x", "X", "it", false, [new(Role.Operator, new CommunityId(1), "c", null)]));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task However_much_the_public_asks_the_answers_of_the_staff_stay_kept()
    {
        var queries = new Large();
        var run = new RunStatements(queries, TimeProvider.System);
        await run.RunAsync(Audience.Staff, new("select 0", []), Staff, Cancellation);
        // Far more than all shelves together hold.
        for (var i = 0; i < 200; i++)
            await run.RunAsync(Audience.Public, new("select 1", [$"{i}"]), At("192.0.2.1"), Cancellation);
        var before = queries.Count;
        await run.RunAsync(Audience.Staff, new("select 0", []), Staff, Cancellation);
        Assert.Equal(before, queries.Count);
    }

    [Fact]
    public async Task A_place_has_four_turns_the_public_eight_and_the_staff_waits_for_none_of_them()
    {
        var queries = new Held();
        var run = new RunStatements(queries, TimeProvider.System);
        List<Task<BoardOutcome<PanelTable>>> asked = [];
        // Five of one place, and four places more with two each.
        for (var i = 0; i < 5; i++) asked.Add(run.RunAsync(Audience.Public, new("select 1", [$"{i}"]), At("192.0.2.1"), Cancellation));
        Assert.Equal(4, queries.Running);
        for (var i = 0; i < 8; i++)
            asked.Add(run.RunAsync(Audience.Public, new("select 2", [$"{i}"]), At($"192.0.2.{2 + (i / 2)}"), Cancellation));
        Assert.Equal(RunStatements.PublicAtOnce, queries.Running);
        var staff = run.RunAsync(Audience.Staff, new("select 3", []), Staff, Cancellation);
        Assert.Equal(RunStatements.PublicAtOnce + 1, queries.Running);
        // Five found no turn in time.
        var refused = await Task.WhenAll(asked.Where(one => one.IsCompleted || asked.IndexOf(one) is 4 or > 8));
        Assert.Equal(5, refused.Count(outcome => outcome is BoardOutcome<PanelTable>.TooMany));
        queries.Go.SetResult();
        await Task.WhenAll(asked);
        Assert.IsType<BoardOutcome<PanelTable>.Found>(await staff);
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2::1", "20010DB800010002")]
    [InlineData("2001:db8:1:2:ffff:ffff:ffff:ffff", "20010DB800010002")]
    [InlineData("2001:db8:1:3::1", "20010DB800010003")]
    public void An_address_is_counted_by_its_network_of_64_bits_or_as_the_older_one_it_is(string address, string expected) =>
        Assert.Equal(expected, CallerPlace.Of(IPAddress.Parse(address)));

    private static BoardViewer At(string place) => new(null) { Place = place };

    private sealed class Large : IPanelQueries
    {
        public int Count { get; private set; }

        public bool IsReady(Audience audience) => true;

        public Task<PanelRun> RunAsync(Audience audience, ExpandedSql sql, MemberDoor? member, CancellationToken cancellation)
        {
            Count++;
            return Task.FromResult<PanelRun>(new PanelRun.Done(new([], false, 1 << 20)));
        }

        public Task<IReadOnlyList<int>> MembersAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<int>>([]);
    }

    private sealed class Held : IPanelQueries
    {
        private int _running;

        public TaskCompletionSource Go { get; } = new();

        public int Running => _running;

        public bool IsReady(Audience audience) => true;

        public async Task<PanelRun> RunAsync(Audience audience, ExpandedSql sql, MemberDoor? member, CancellationToken cancellation)
        {
            Interlocked.Increment(ref _running);
            await Go.Task;
            return new PanelRun.Done(new([], false, 10));
        }

        public Task<IReadOnlyList<int>> MembersAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<int>>([]);
    }
}
