using Cer.Domain.Codes;
using Cer.Operations.Ports;
using Cer.Operations.Regolamenti;
using Cer.Storage;
using NodaTime;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>Versions of the regolamento: numbered, approved by another person, chosen by date, never in a closed month.</summary>
public class RegolamentoStoreTests(PostgresFixture postgres)
{
    private const string Content = """{"steps": [], "surplus": {"members": "all", "key": "equal", "otherwise": "x"}}""";
    private static readonly YearMonth January = new(2026, 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RegolamentoStore Store => new(postgres.App);

    [Fact]
    public async Task Drafts_are_numbered_also_when_they_come_at_once_and_come_back_as_they_were()
    {
        var community = await postgres.CommunityAsync();
        var numbers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AddAsync(community, January)));
        Assert.Equal([1, 2, 3, 4], numbers.Order());
        var kept = (await Store.ListAsync(community, Cancellation))[0];
        Assert.Equal((1, January, "delibera 1", null), (kept.Version, kept.From, kept.Reference, kept.Approved));
        Assert.Equal(("person:1", Sample.Noon), (kept.Written.By, kept.Written.At));
        Assert.Empty(await Store.ListAsync(await postgres.CommunityAsync(), Cancellation));
    }

    [Fact]
    public async Task A_draft_is_approved_once_and_never_by_its_author()
    {
        var community = await postgres.CommunityAsync();
        await AddAsync(community, January);
        Assert.Equal(
            "Found the author of the regolamento, expected another person to approve it.",
            Assert.IsType<ApprovalOutcome.NotAllowed>(await ApproveAsync(community, 1, "person:1")).Sentence);
        Assert.IsType<ApprovalOutcome.Unknown>(await ApproveAsync(community, 2));
        Assert.IsType<ApprovalOutcome.Approved>(await ApproveAsync(community, 1));
        Assert.IsType<ApprovalOutcome.NotAllowed>(await ApproveAsync(community, 1));
        Assert.Equal(2, await postgres.AskAsync<long>(
            "select count(*) from core.audit where community_id = $1 and what like 'regolamento%'", community.Value));
    }

    [Fact]
    public async Task A_month_goes_by_the_latest_first_month_and_of_equal_ones_by_the_last_approval()
    {
        var community = await postgres.CommunityAsync();
        foreach (var from in new[] { 3, 3, 5, 1 }) await AddAsync(community, new(2026, from));
        foreach (var version in new[] { 2, 1, 4 }) await ApproveAsync(community, version);
        var known = await Store.ListAsync(community, Cancellation);
        Assert.Equal(
            [null, 4, 4, 1, 1, 1],
            new[] { new YearMonth(2025, 12), new(2026, 1), new(2026, 2), new(2026, 3), new(2026, 4), new(2027, 1) }
                .Select(month => InForce.In(known, month)?.Version));
        await ApproveAsync(community, 3);
        known = await Store.ListAsync(community, Cancellation);
        Assert.Equal([1, 3], new[] { new YearMonth(2026, 4), new(2026, 5) }.Select(month => InForce.In(known, month)?.Version));
    }

    [Fact]
    public async Task A_month_is_due_again_when_its_rules_change_and_keeps_them_once_it_is_closed()
    {
        var community = await postgres.CommunityAsync();
        foreach (var from in new[] { January, new(2026, 2), January }) await AddAsync(community, from);
        var run = await SettleAsync(community);
        Assert.Null(await Store.LastClosedAsync(community, Cancellation));
        Assert.IsType<ApprovalOutcome.Approved>(await ApproveAsync(community, 3));
        Assert.Equal(1, await TouchedAsync(community));

        await new RunStore(postgres.App).SetStateAsync(community, January, MonthState.Closed, run, "test", Cancellation);
        Assert.Equal(January, await Store.LastClosedAsync(community, Cancellation));
        Assert.Equal(
            "Found a regolamento from 2026-01, expected one from a month after 2026-01, which is closed.",
            Assert.IsType<ApprovalOutcome.NotAllowed>(await ApproveAsync(community, 1)).Sentence);
        Assert.IsType<ApprovalOutcome.Approved>(await ApproveAsync(community, 2));
        Assert.Equal(1, await TouchedAsync(community));
    }

    [Theory]
    [InlineData("person:1", "2026-02-01")]
    [InlineData("person:2", "2026-01-01")]
    public async Task The_table_itself_refuses_an_author_s_approval_and_a_closed_month(string who, string from)
    {
        var community = await postgres.CommunityAsync();
        await AddAsync(community, NodaTime.Text.LocalDatePattern.Iso.Parse(from).Value.ToYearMonth());
        var run = await SettleAsync(community);
        await new RunStore(postgres.App).SetStateAsync(community, January, MonthState.Reconciled, run, "test", Cancellation);
        await using var command = postgres.App.CreateCommand(
            "insert into core.regolamento_approval values ($1, 1, 1, $2, now())");
        command.Parameters.Add(new() { Value = community.Value });
        command.Parameters.Add(new() { Value = who });
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancellation));
        Assert.Equal(PostgresErrorCodes.RestrictViolation, refusal.SqlState);
    }

    private Task<int> AddAsync(CommunityId community, YearMonth from) =>
        Store.AddAsync(community, from, "delibera 1", Content, "person:1", Sample.Noon, Cancellation);

    private Task<ApprovalOutcome> ApproveAsync(CommunityId community, int version, string who = "person:2") =>
        Store.ApproveAsync(community, version, who, Sample.Noon, Cancellation);

    private Task<long> TouchedAsync(CommunityId community) => postgres.AskAsync<long>(
        "select count(*) from core.touched where community_id = $1 and day = '2026-01-01'", community.Value);

    private async Task<long> SettleAsync(CommunityId community) => (await new RunStore(postgres.App).StoreAsync(
        new()
        {
            Community = community,
            DefinitionVersion = 1,
            From = January,
            To = January,
            RuleIds = ["cer-base"],
            InputHash = new byte[32],
            Program = "cer test",
            Who = "test",
            When = Sample.Noon,
            Months = [new(January, MonthStatus.Final, [], Sample.Kwh(1), Sample.Kwh(1), Sample.Kwh(1), new(1), new(1), new(0))],
        },
        Cancellation)).Id;
}
