using System.Security.Cryptography;
using System.Text;
using Cer.Operations.Desk;
using Cer.Operations.Ports;
using Cer.Storage;
using Cer.Storage.Desk;
using Cer.Storage.Keeping;
using NodaTime;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>Scans of papers are kept whole, checked, bounded, and let go with the words about their paper.</summary>
public class DeskPaperTests
{
    private const string SeedSql = """
        insert into core.desk_act (community_id, id, kind, before_version, version, first_day, author, at)
        select id, 1, 'move', 1, 2, '2012-01-01', 'test', now() - interval '11 years' from core.community;
        insert into core.desk_evidence (community_id, act_id, member_id, kind, number, dated, kept_at)
        select community_id, 1, id, 'letter', '7', '2012-01-01', 'armadio' from core.member where code in ('comune', 'bottega');
        insert into core.delegation (community_id, id, member_id, delegate, from_day, to_day, kind, number, dated, kept_at, author,
          recorded_at)
        select community_id, 1, id, 'Delegata', '2010-01-01', '2012-01-01', 'form', '9', '2010-01-01', 'cassetto', 'test', now()
        from core.member where code = 'comune';
        """;

    private static readonly Instant Now = Instant.FromUtc(2026, 3, 10, 9, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_paper_of_two_members_is_ones_own_and_what_is_sent_again_is_kept_once()
    {
        await using var town = await TownAsync();
        Assert.Equal(new PaperOutcome.Whose(2), await town.AddAsync(new PaperOwner.OfAct(1, null), "uno"));
        var gone = await town.MemberAsync("bottega");
        Assert.Equal(new PaperOutcome.Kept(1), await town.AddAsync(new PaperOwner.OfAct(1, gone), "uno"));
        Assert.Equal(new PaperOutcome.Kept(1), await town.AddAsync(new PaperOwner.OfAct(1, gone), "uno"));
        var stays = await town.MemberAsync("comune");
        Assert.Equal(new PaperOutcome.Kept(2), await town.AddAsync(new PaperOwner.OfAct(1, stays), "uno"));
        Assert.Equal(new PaperOutcome.Kept(3), await town.AddAsync(new PaperOwner.OfDelegation(1), "uno"));
        // Of nobody whom the act is about, of no act, and of what takes an act back.
        Assert.Equal(new PaperOutcome.Whose(2), await town.AddAsync(new PaperOwner.OfAct(1, 4711), "due"));
        Assert.Equal(new PaperOutcome.NoOwner(), await town.AddAsync(new PaperOwner.OfAct(2, null), "due"));
        Assert.Equal(new PaperOutcome.NoOwner(), await town.AddAsync(new PaperOwner.OfDelegation(2), "due"));
        await Town.RunAsync(town.Database.Admin, """
            insert into core.desk_act (community_id, id, kind, before_version, version, undoes, author, at)
            select id, 2, 'undo', 2, 3, 1, 'test', now() from core.community;
            insert into core.desk_evidence (community_id, act_id, member_id) select community_id, 2, id from core.member
            where code = 'bottega'
            """);
        Assert.Equal(new PaperOutcome.NoOwner(), await town.AddAsync(new PaperOwner.OfAct(2, gone), "due"));
        // What was taken back keeps its paper, and takes another.
        Assert.Equal(new PaperOutcome.Kept(4), await town.AddAsync(new PaperOwner.OfAct(1, gone), "due"));
        var list = await town.Papers.ListAsync(town.Community, new PaperOwner.OfAct(1, null), Cancellation);
        Assert.Equal([stays, gone], list!.About.OrderBy(one => one.Id == gone).Select(one => one.Id));
        Assert.Equal([(1, gone), (2, stays), (4, gone)], list.Papers.Select(one => (one.Id, one.Member)));
        Assert.Null(await town.Papers.ListAsync(town.Community, new PaperOwner.OfAct(9, null), Cancellation));
    }

    [Fact]
    public async Task No_more_is_kept_than_the_act_and_the_community_have_room_for()
    {
        await using var town = await TownAsync();
        var owner = new PaperOwner.OfDelegation(1);
        for (var i = 0; i < 2; i++) Assert.IsType<PaperOutcome.Kept>(await town.AddAsync(owner, $"{i}", new(2, 1000)));
        Assert.Equal(new PaperOutcome.Many(), await town.AddAsync(owner, "2", new(2, 1000)));
        // Two of six bytes are there: "%PDF-0" and "%PDF-1".
        Assert.Equal(new PaperOutcome.Full(12), await town.AddAsync(owner, "2", new(9, 17)));
        Assert.Equal(new PaperOutcome.Kept(3), await town.AddAsync(owner, "2", new(9, 18)));
        // What was taken away makes room again.
        Assert.True(await town.RemoveAsync(1));
        Assert.Equal(new PaperOutcome.Kept(4), await town.AddAsync(owner, "3", new(3, 18)));

        // Of many at once no more come in than there is room for.
        var outcomes = await Task.WhenAll(Enumerable.Range(10, 8).Select(i => town.AddAsync(owner, $"{i}", new(6, 1000))));
        Assert.Equal(3, outcomes.Count(one => one is PaperOutcome.Kept));
        Assert.Equal(5, outcomes.Count(one => one is PaperOutcome.Many));
    }

    [Fact]
    public async Task The_database_takes_no_bytes_that_are_not_those_of_the_hash_nor_more_than_eight_mebibytes()
    {
        await using var town = await TownAsync();
        const string Insert = """
            insert into core.desk_paper (community_id, id, member_id, delegation_id, media_type, size_bytes, sha256, content, author, at)
            select community_id, 7, member_id, 1, $1, octet_length($2), $3, $2, 'test', now() from core.delegation
            """;
        var content = Encoding.UTF8.GetBytes("%PDF-x");
        foreach (var (type, bytes, hash) in new[]
        {
            ("application/pdf", content, SHA256.HashData("altro"u8)),
            ("application/pdf", new byte[(8 * 1024 * 1024) + 1], SHA256.HashData(new byte[(8 * 1024 * 1024) + 1])),
            ("application/pdf", [], SHA256.HashData([])),
            ("text/html", content, SHA256.HashData(content)),
        })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(
                () => Town.RunAsync(town.Database.App, Insert, type, bytes, hash));
            Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
        }

        // Of a member whose delegation it is not.
        var other = await town.MemberAsync("bottega");
        var foreign = await Assert.ThrowsAsync<PostgresException>(() => Town.RunAsync(
            town.Database.App,
            $"""
            insert into core.desk_paper (community_id, id, member_id, delegation_id, media_type, size_bytes, sha256, content, author, at)
            select community_id, 7, {other}, 1, $1, octet_length($2), $3, $2, 'test', now() from core.delegation
            """,
            "application/pdf", content, SHA256.HashData(content)));
        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, foreign.SqlState);
    }

    [Fact]
    public async Task What_is_read_is_held_against_the_hash_of_when_it_was_kept()
    {
        await using var town = await TownAsync();
        await town.AddAsync(new PaperOwner.OfDelegation(1), "uno");
        var (opened, bytes) = await town.ReadAsync(1);
        Assert.Equal((new(PaperType.Pdf, true), "%PDF-uno"), (opened, bytes));
        Assert.Null((await town.ReadAsync(2)).Opened);
        // As a broken disk or somebody with the keys of the house would: past the rules of the table.
        await Town.RunAsync(town.Database.Admin, """
            alter table core.desk_paper disable trigger all;
            alter table core.desk_paper drop constraint desk_paper_check;
            update core.desk_paper set content = '%PDF-due'
            """);
        (opened, bytes) = await town.ReadAsync(1);
        Assert.Equal((new(PaperType.Pdf, false), "%PDF-due"), (opened, bytes));
    }

    [Fact]
    public async Task A_wrong_scan_is_taken_away_once_and_that_it_was_there_stays()
    {
        await using var town = await TownAsync();
        await town.AddAsync(new PaperOwner.OfDelegation(1), "uno");
        Assert.True(await town.RemoveAsync(1));
        Assert.False(await town.RemoveAsync(1));
        Assert.False(await town.RemoveAsync(2));
        Assert.Null((await town.ReadAsync(1)).Opened);
        var kept = Assert.Single((await town.Papers.ListAsync(town.Community, new PaperOwner.OfDelegation(1), Cancellation))!.Papers);
        Assert.Equal((false, "scansione sbagliata"), (kept.IsThere, kept.RemovedFor));
        Assert.Equal(
            "desk paper, desk paper removed",
            await town.AskAsync<string>("select string_agg(what, ', ' order by id) from core.audit where what like 'desk paper%'"));
        foreach (var sql in (string[])["update core.desk_paper set content = null", "delete from core.desk_paper_removal"])
        {
            Assert.Equal(
                PostgresErrorCodes.InsufficientPrivilege,
                (await Assert.ThrowsAsync<PostgresException>(() => Town.RunAsync(town.Database.App, sql))).SqlState);
            Assert.Equal(
                PostgresErrorCodes.RestrictViolation,
                (await Assert.ThrowsAsync<PostgresException>(() => Town.RunAsync(town.Database.Owner, sql))).SqlState);
        }
    }

    [Fact]
    public async Task Scans_go_ten_years_after_the_member_left_and_after_the_end_of_the_delegation_and_no_others()
    {
        await using var town = await TownAsync();
        var (gone, stays) = (await town.MemberAsync("bottega"), await town.MemberAsync("comune"));
        await town.AddAsync(new PaperOwner.OfAct(1, gone), "uno");
        await town.AddAsync(new PaperOwner.OfAct(1, gone), "due");
        await town.AddAsync(new PaperOwner.OfAct(1, stays), "tre");
        await town.AddAsync(new PaperOwner.OfDelegation(1), "quattro");
        Assert.True(await town.RemoveAsync(2));
        for (var turn = 0; turn < 2; turn++)
        {
            await new RetentionStore(town.Database.App).ForgetAsync(Cancellation);
            // The act was eleven years ago; the shop has left since as long, the municipality has not.
            Assert.Equal(
                "1 -, 2 -, 3 %PDF-tre, 4 -",
                await town.AskAsync<string>(
                    """
                    select string_agg(id || ' ' || coalesce(convert_from(content, 'UTF8'), '-'), ', ' order by id) from core.desk_paper
                    """));
            Assert.Equal("(removed)", await town.AskAsync<string>("select reason from core.desk_paper_removal"));
        }
    }

    private static async Task<Town> TownAsync()
    {
        var database = await TestDatabase.CreateMigratedAsync();
        var store = new CommunityStore(database.App);
        var community = (await store.SaveAsync("c", Sample.Definition, "test", Cancellation)).Community;
        foreach (var last in (LocalDate[])[new(2012, 1, 1), new(2012, 1, 2)])
        {
            var left = Sample.Community with
            {
                Pods =
                [
                    .. Sample.Community.Pods.Select(point =>
                        point.Member == "bottega" ? point with { From = new(2010, 1, 1), To = last } : point),
                ],
            };
            await store.SaveAsync("c", Sample.Definition with { Community = left }, "test", Cancellation);
        }

        var town = new Town(database, community);
        await Town.RunAsync(database.Admin, SeedSql);
        return town;
    }

    private sealed class Town(TestDatabase database, CommunityId community) : IAsyncDisposable
    {
        public TestDatabase Database => database;

        public CommunityId Community => community;

        public PaperStore Papers { get; } = new(database.App);

        public Task<PaperOutcome> AddAsync(PaperOwner owner, string words, PaperLimits? limits = null) => Papers.AddAsync(
            new(community, owner, PaperType.Pdf, Encoding.UTF8.GetBytes($"%PDF-{words}"), "test", Now),
            limits ?? PaperLimits.Usual,
            Cancellation);

        public Task<bool> RemoveAsync(int id) =>
            Papers.RemoveAsync(community, id, "test", "scansione sbagliata", Now, Cancellation);

        public async Task<(OpenedPaper? Opened, string Bytes)> ReadAsync(int id)
        {
            using var output = new MemoryStream();
            var opened = await Papers.ReadAsync(community, id, output, Cancellation);
            return (opened, Encoding.UTF8.GetString(output.ToArray()));
        }

        public Task<int> MemberAsync(string code) => AskAsync<int>($"select id from core.member where code = '{code}'");

        public async Task<T> AskAsync<T>(string sql)
        {
            await using var command = database.Admin.CreateCommand(sql);
            return (T)(await command.ExecuteScalarAsync(Cancellation))!;
        }

        public static async Task RunAsync(NpgsqlDataSource db, string sql, params object[] values)
        {
            await using var command = db.CreateCommand(sql);
            foreach (var value in values) command.Parameters.Add(new() { Value = value });
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        public ValueTask DisposeAsync() => database.DisposeAsync();
    }
}
