using Cer.Operations.Auditing;
using Cer.Operations.Submitting;
using Cer.Storage.Keeping;
using Cer.Storage.Submitting;
using NodaTime;
using Npgsql;

namespace Cer.Gateway.Tests;

/// <summary>The audit log on a real database, and what somebody who runs the database does to it.</summary>
public sealed class ChainTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // What is done, the number of the first broken link, and words of what was found.
    public static TheoryData<string, string, long, string> Tampered => new()
    {
        { "a byte of an entry", "update core.chain_entry set detail = replace(detail, '204', '200') where seq = 3", 3, "the hash" },
        { "a time", "update core.chain_entry set at = at + interval '1 microsecond' where seq = 2", 2, "the hash" },
        { "an entry with its hash made anew", Remade, 5, "the hash before it" },
        { "an entry removed", "delete from core.chain_entry where seq = 3", 3, "entry 4" },
        { "the first entry removed", "delete from core.chain_entry where seq = 1", 1, "entry 2" },
        { "two entries swapped", Swapped, 3, "the hash before it" },
        { "the last entry cut", "delete from core.chain_entry where seq = 5", 5, "4 entries" },
        { "the last entry cut and the head set back", Cut, 5, "a row that names an entry which is not there" },
        { "the head removed", "delete from core.chain_head", 5, "no head" },
        { "a byte of a file", "update core.submission_file set content = 'x', sha256 = sha256('x'), size_bytes = 1 where ordinal = 2", 1,
            "rows or a file of submission.prepared" },
        { "a file removed", "delete from core.submission_file where ordinal = 1", 1, "rows or a file of submission.prepared" },
        { "a protocol number", "update core.submission_step set protocol = 'GSE-2' where kind = 'received'", 5, "rows or a file" },
        { "a step removed", "delete from core.submission_step where kind = 'handed_over'", 2, "no row that submission.handed_over" },
    };

    private const string Remade = """
        update core.chain_entry as entry set detail = 'x', hash = sha256(core.chain_bytes('borgo', seq, at, who, what, subject,
        'x', previous))
        where seq = 4
        """;

    private const string Swapped = """
        update core.chain_entry set seq = 100 where seq = 3;
        update core.chain_entry set seq = 3 where seq = 4;
        update core.chain_entry set seq = 4 where seq = 100
        """;

    private const string Cut = """
        delete from core.chain_entry where seq = 5;
        update core.chain_head set seq = 4, hash = (select hash from core.chain_entry where seq = 4)
        """;

    [Fact]
    public async Task A_chain_that_nobody_touched_holds_and_its_head_is_the_last_entry()
    {
        await using var borgo = await TalkedAsync();
        var report = await borgo.VerifyAsync();
        Assert.Equal((5L, null), (report.Entries, report.Break));
        Assert.Equal(5, report.Head!.Sequence);
        Assert.Null((await borgo.VerifyAsync(report.Head)).Break);
        Assert.Equal(report.Head.ToString(), ChainHead.Read(report.Head.ToString())!.ToString());
    }

    [Theory, MemberData(nameof(Tampered))]
    public async Task Whoever_tampers_past_triggers_and_keys_is_found_at_the_first_broken_link(
        string what, string sql, long sequence, string found)
    {
        await using var borgo = await TalkedAsync();
        await borgo.TamperAsync(sql);
        var broken = (await borgo.VerifyAsync()).Break;
        Assert.True(broken is not null, $"{what}: nothing was found");
        Assert.True(broken.Sequence == sequence, $"{what}: {broken}");
        Assert.StartsWith(found, broken.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_go_after_ten_years_and_the_chain_still_holds_but_not_when_they_go_before()
    {
        await using var borgo = await Borgo.OpenAsync();
        var files = new SubmissionPackage([new("energia.csv", "text/csv", "1,5"u8.ToArray())], []);
        await borgo.Store.AddAsync(
            borgo.Community,
            new(new(2015, 11), SubmissionKind.GseMonth, 1, null, files, "test", Instant.FromUtc(2015, 12, 10, 10, 0)),
            Cancellation);
        Assert.Equal(3, await LengthAsync());
        await new RetentionStore(borgo.Database.App).ForgetAsync(Cancellation);
        Assert.Equal(0, await LengthAsync());
        Assert.Null((await borgo.VerifyAsync()).Break);
        await borgo.TamperAsync("update core.submission_file set gone_at = (select max(at) from core.submission) + interval '9 years'");
        Assert.Equal(1, (await borgo.VerifyAsync()).Break!.Sequence);

        async Task<int> LengthAsync() =>
            Assert.Single(await borgo.Store.FilesAsync(borgo.Community, 1, Cancellation)).Bytes.Length;
    }

    [Fact]
    public async Task Files_that_are_younger_stay()
    {
        await using var borgo = await TalkedAsync();
        await new RetentionStore(borgo.Database.App).ForgetAsync(Cancellation);
        Assert.Equal(0L, await borgo.AskAsync<long>("select count(*) from core.submission_file where content is null"));
        Assert.Null((await borgo.VerifyAsync()).Break);
    }

    [Fact]
    public async Task Who_rewrites_the_whole_chain_is_found_by_a_head_that_was_kept_elsewhere()
    {
        await using var borgo = await TalkedAsync();
        var kept = (await borgo.VerifyAsync()).Head!;
        // An entry of a call, which no other table knows.
        await borgo.TamperAsync(
            """
            update core.chain_entry set detail = 'x', hash = sha256(core.chain_bytes('borgo', seq, at, who, what, subject, 'x', previous))
            where seq = 4;
            update core.chain_entry set previous = (select hash from core.chain_entry where seq = 4) where seq = 5;
            update core.chain_entry as entry set hash = sha256(core.chain_bytes('borgo', seq, at, who, what, subject, detail, previous))
            where seq = 5;
            update core.chain_head set hash = (select hash from core.chain_entry where seq = 5)
            """);
        Assert.Null((await borgo.VerifyAsync()).Break);
        var broken = (await borgo.VerifyAsync(kept)).Break;
        Assert.Equal(5, broken!.Sequence);
        Assert.Contains("noted elsewhere", broken.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forty_writers_of_two_nodes_at_once_never_fork_the_chain()
    {
        await using var borgo = await Borgo.OpenAsync();
        await using var other = Storage.Database.Open(borgo.Database.AppAddress);
        CallLog[] nodes = [new(borgo.Database.App, TimeProvider.System), new(other, TimeProvider.System)];
        await Task.WhenAll(Enumerable.Range(0, 40).Select(turn => nodes[turn % 2].NoteAsync(
            new(borgo.Community, "k", "test"), new("GET", "https://a.example/", 200, turn, null, null, null), Cancellation)));
        var report = await borgo.VerifyAsync();
        Assert.Equal((40L, null), (report.Entries, report.Break));
    }

    [Fact]
    public async Task The_program_may_add_but_chooses_no_number_and_no_hash()
    {
        await using var borgo = await TalkedAsync();
        foreach (var act in (string[])[
            "insert into core.chain_entry (community_id, seq, at, who, what, subject, detail, previous, hash)"
                + " select community_id, 99, at, who, what, subject, detail, previous, hash from core.chain_entry where seq = 1",
            "update core.chain_head set seq = 1", "delete from core.chain_head", "delete from core.chain_entry"])
        {
            await using var command = borgo.Database.App.CreateCommand(act);
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancellation));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        }
    }

    /// <summary>Prepared, handed over, two calls, and received.</summary>
    private static async Task<Borgo> TalkedAsync()
    {
        var borgo = await Borgo.OpenAsync();
        var ready = await borgo.ReadyAsync();
        Assert.IsType<SendOutcome.Stands>(await borgo.Hand.RunAsync(borgo.Community, ready.Id, null, "person:1", Cancellation));
        var log = new CallLog(borgo.Database.App, TimeProvider.System);
        var call = new CallFor(borgo.Community, ready.Key, "test");
        await log.NoteAsync(call, new("GET", "https://a.example/", 204, 7, null, null, null), Cancellation);
        await log.NoteAsync(call, new("GET", "https://a.example/", null, 7, null, null, "Found no answer, expected one."), Cancellation);
        Assert.IsType<SendOutcome.Stands>(await borgo.Hand.ReceiveAsync(borgo.Community, ready.Id, "GSE-1", "person:1", Cancellation));
        return borgo;
    }
}
