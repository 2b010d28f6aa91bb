using Cer.Operations.Homes;
using Cer.Operations.Ports;
using Cer.Storage.Homes;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>Which of several servers speaks to Home Assistant for a community.</summary>
public sealed class HomeTurnTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static IEnumerable<CommunityId> Communities => Enumerable.Range(1, 150).Select(id => new CommunityId(id + 500_000));

    [Fact]
    public async Task A_server_of_many_communities_holds_all_their_turns_and_has_connections_left()
    {
        await using var few = Few(2);
        await using var turns = new HomeTurn(few);
        List<IHeldTurn> held = [];
        foreach (var community in Communities) held.Add(Assert.IsAssignableFrom<IHeldTurn>(await turns.TryTakeAsync(community,
            Cancellation)));
        await Task.WhenAll(held.Select(turn => turn.CheckAsync(Cancellation)));
        await using var another = await few.OpenConnectionAsync(Cancellation);
        foreach (var turn in held) await turn.DisposeAsync();
    }

    [Fact]
    public async Task What_one_holds_no_other_takes_and_itself_not_twice_until_it_is_let_go()
    {
        var community = new CommunityId(600_001);
        await using var one = new HomeTurn(postgres.Database.App);
        await using var other = new HomeTurn(postgres.Database.App);
        var held = await one.TryTakeAsync(community, Cancellation);
        Assert.NotNull(held);
        Assert.Null(await one.TryTakeAsync(community, Cancellation));
        Assert.Null(await other.TryTakeAsync(community, Cancellation));
        await held.DisposeAsync();
        await held.DisposeAsync();
        await using var next = await other.TryTakeAsync(community, Cancellation);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task With_the_connection_all_turns_are_lost_and_can_be_taken_anew()
    {
        CommunityId[] communities = [new(600_002), new(600_003)];
        await using var mine = Few(1, "turns-to-lose");
        await using var one = new HomeTurn(mine);
        List<IHeldTurn> held = [];
        foreach (var community in communities) held.Add(Assert.IsAssignableFrom<IHeldTurn>(await one.TryTakeAsync(community,
            Cancellation)));
        await using (var kill = postgres.Database.Admin.CreateCommand(
            "select pg_terminate_backend(pid, 10000) from pg_stat_activity where application_name = 'turns-to-lose'"))
            await kill.ExecuteNonQueryAsync(Cancellation);
        foreach (var turn in held) await Assert.ThrowsAnyAsync<NpgsqlException>(() => turn.CheckAsync(Cancellation));

        await using var other = new HomeTurn(postgres.Database.App);
        await using var taken = await other.TryTakeAsync(communities[0], Cancellation);
        Assert.NotNull(taken);
        Assert.Null(await one.TryTakeAsync(communities[0], Cancellation));
        await using var again = await one.TryTakeAsync(communities[1], Cancellation);
        Assert.NotNull(again);
        // What was held before says no more than that it is lost, and letting it go takes nothing from the new one.
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => held[1].CheckAsync(Cancellation));
        await held[1].DisposeAsync();
        await again.CheckAsync(Cancellation);
        Assert.Null(await other.TryTakeAsync(communities[1], Cancellation));
        await held[0].DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_ends_lets_all_go_although_somebody_still_holds_a_turn()
    {
        var community = new CommunityId(600_004);
        var one = new HomeTurn(postgres.Database.App);
        var held = await one.TryTakeAsync(community, Cancellation);
        Assert.NotNull(held);
        await Task.WhenAll(one.DisposeAsync().AsTask(), held.DisposeAsync().AsTask());
        await held.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => one.TryTakeAsync(community, Cancellation));
        await using var other = new HomeTurn(postgres.Database.App);
        await using var taken = await other.TryTakeAsync(community, Cancellation);
        Assert.NotNull(taken);
    }

    private NpgsqlDataSource Few(int most, string name = "turns") => NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(postgres.Database.AppAddress) { MaxPoolSize = most, ApplicationName = name, Timeout = 5 });
}
