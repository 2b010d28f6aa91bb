using Cer.Operations.Dashboards;
using Cer.Operations.Dashboards.Sql;
using Cer.Operations.People;
using Cer.Operations.Ports;

namespace Cer.Operations.Tests.Dashboards;

/// <summary>What was found is kept for a moment and within bounds, for whom it is.</summary>
public class KeepingTests
{
    private static readonly ExpandedSql Sql = new("select 1", ["a"]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2026-10-25T00:00:00.000Z", "2026-10-25T00:00:00.000Z")]
    [InlineData("2026-10-25T21:59:59.999Z", "2026-10-25T21:59:59.999Z")] // the last instant of a day, as /d rounds it
    [InlineData("2026-10-25T10:20:30.000Z", "2026-10-25T10:20:30.000Z")]
    [InlineData("2026-10-25T10:20:29.999Z", "2026-10-25T10:20:00.000Z")]
    [InlineData("2026-10-25T10:20:59.998Z", "2026-10-25T10:20:30.000Z")]
    [InlineData("1969-12-31T23:59:59.998Z", "1969-12-31T23:59:30.000Z")]
    public void A_span_is_rounded_so_that_pages_that_ask_in_turn_are_told_the_same(string asked, string expected) => Assert.Equal(
        NodaTime.Text.InstantPattern.ExtendedIso.Parse(expected).Value,
        AskBoard.Rounded(NodaTime.Text.InstantPattern.ExtendedIso.Parse(asked).Value));

    [Fact]
    public async Task What_a_member_is_told_is_kept_for_that_member_of_that_person_alone()
    {
        var queries = new Counting();
        var run = new RunStatements(queries, TimeProvider.System);
        var token = SecretToken.New();
        BoardViewer[] viewers =
        [
            Viewer(1, 7, token), Viewer(2, 7, token), Viewer(1, 8, token), Viewer(1, 7, token) with { Token = SecretToken.New() },
        ];
        foreach (var viewer in viewers.Concat(viewers)) Assert.NotNull(await run.RunAsync(Audience.Member, Sql, viewer, Cancellation));
        // The last is the first person again, in another session of the same rights.
        Assert.Equal(3, queries.Count);
        await run.RunAsync(Audience.Staff, Sql, viewers[0], Cancellation);
        await run.RunAsync(Audience.Public, Sql, viewers[0], Cancellation);
        Assert.Equal(5, queries.Count);
        foreach (var sql in new[]
            { new ExpandedSql("select 1", ["b"]), new ExpandedSql("select 1", [null]), new("select 2", ["a"]), new("select 1", ["a", ""]) })
            await run.RunAsync(Audience.Staff, sql, viewers[0], Cancellation);
        Assert.Equal(9, queries.Count);
    }

    [Fact]
    public async Task Without_a_token_or_a_member_of_the_person_nothing_is_run()
    {
        var queries = new Counting();
        var run = new RunStatements(queries, TimeProvider.System);
        foreach (var viewer in new[] { new BoardViewer(null), Viewer(1, 7, null), Viewer(1, 7, SecretToken.New()) with { Member = 8 } })
            Assert.IsType<BoardOutcome<PanelTable>.NotThere>(await run.RunAsync(Audience.Member, Sql, viewer, Cancellation));
        Assert.Equal(0, queries.Count);
    }

    [Fact]
    public void The_shelf_keeps_no_more_bytes_than_it_may_and_lets_the_longest_unasked_go()
    {
        var shelf = new AnswerShelf(TimeProvider.System, 10_000);
        var table = new PanelTable([], false, 2000);
        for (var i = 0; i < 3; i++) shelf.Put($"{i}", table);
        Assert.NotNull(shelf.Find("0", TimeSpan.FromHours(1)));
        shelf.Put("3", table);
        Assert.Equal([true, false, true, true], Enumerable.Range(0, 4).Select(i => shelf.Find($"{i}", TimeSpan.FromHours(1)) is not null));
        shelf.Put("large", new([], false, 20_000));
        Assert.Null(shelf.Find("large", TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task A_turn_that_is_given_back_is_the_next_ones()
    {
        var turns = new Turns(TimeSpan.FromMinutes(1));
        List<IDisposable> held = [];
        for (var i = 0; i < Turns.AtOnce; i++) held.Add((await turns.TakeAsync("a", Cancellation))!);
        var waiting = turns.TakeAsync("a", Cancellation);
        Assert.NotNull(await turns.TakeAsync("b", Cancellation));
        Assert.False(waiting.IsCompleted);
        held[0].Dispose();
        Assert.NotNull(await waiting);
        using var impatient = new CancellationTokenSource();
        var gone = turns.TakeAsync("a", impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
    }

    private static BoardViewer Viewer(int person, int member, SecretToken? token) => new(
        new(person, "x", "X", "it", false, [new(Role.Member, new CommunityId(1), "c", member)]), token);

    private sealed class Counting : IPanelQueries
    {
        public int Count { get; private set; }

        public bool IsReady(Audience audience) => true;

        public Task<PanelRun> RunAsync(Audience audience, ExpandedSql sql, MemberDoor? member, CancellationToken cancellation)
        {
            Count++;
            return Task.FromResult<PanelRun>(new PanelRun.Done(new([], false, 10)));
        }

        public Task<IReadOnlyList<int>> MembersAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<int>>([]);
    }
}
