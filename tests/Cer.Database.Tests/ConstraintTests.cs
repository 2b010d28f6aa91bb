using System.Globalization;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>Wrong values are refused by the tables themselves.</summary>
public class ConstraintTests(PostgresFixture postgres)
{
    private const string Good =
        "starts_at='2026-01-14T11:15Z' unit_id=0 meter=1 minutes=15 revision=1 injected_ukwh=1 quality='measured'"
        + " source='rest'";

    private const string RunInsert =
        "insert into core.settlement_run (community_id, definition_version, from_month, to_month, status, rule_ids,"
        + " input_sha256, program, asked_by, made_at) ";

    private const string WorkInsert = "insert into core.work (community_id, kind, period, not_before) ";

    private const string HourInsert = "insert into core.energy_hour (community_id, pod_id, starts_at, revision) ";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("minutes=60 starts_at='2026-01-14T12:00+01:00'")]
    [InlineData("minutes=60 starts_at='2026-10-25T02:00+02:00'")]
    [InlineData("meter=2 produced_ukwh=0 injected_ukwh=null")]
    [InlineData("injected_ukwh=null withdrawn_total_ukwh=5")]
    public async Task A_right_reading_is_taken(string change) => await InsertReadingAsync(change);

    [Theory]
    [InlineData("minutes=30")]
    [InlineData("minutes=0")]
    [InlineData("minutes=60")]
    [InlineData("starts_at='2026-01-14T11:07Z'")]
    [InlineData("starts_at='2026-01-14T11:15:01Z'")]
    [InlineData("starts_at='2026-01-14T11:15:00.000001Z'")]
    [InlineData("injected_ukwh=null")]
    [InlineData("injected_ukwh=-1")]
    [InlineData("withdrawn_ukwh=-1")]
    [InlineData("produced_total_ukwh=-1 meter=2")]
    [InlineData("produced_ukwh=1")]
    [InlineData("meter=3")]
    [InlineData("revision=0")]
    [InlineData("quality='missing'")]
    [InlineData("source='post'")]
    public async Task A_wrong_reading_is_refused(string change) =>
        Assert.Equal(PostgresErrorCodes.CheckViolation, await RefusalAsync(() => InsertReadingAsync(change)));

    [Theory]
    [InlineData("IT001E0000000")]
    [InlineData("IT001E000000001")]
    [InlineData("it001e00000001")]
    [InlineData("IT001F00000001")]
    [InlineData("IT001E0000000'")]
    public async Task A_code_that_is_no_pod_is_refused(string code)
    {
        var community = await postgres.CommunityAsync();
        Assert.Equal(
            PostgresErrorCodes.CheckViolation,
            await RefusalAsync(
                () => RunAsync("insert into core.pod (community_id, code) values ($1, $2)", community.Value, code)));
    }

    [Theory]
    [InlineData("insert into core.month_state values ($1, '2026-01-01', 1, 'final', 1, 'me')")]
    [InlineData("insert into core.month_state values ($1, '2026-01-02', 1, 'open', 1, 'me')")]
    [InlineData(RunInsert + "values ($1, 1, '2026-01-01', '2026-01-01', 'closed', '{a}',"
        + " sha256(''), 'cer', 'me', now())")]
    [InlineData(RunInsert + "values ($1, 1, '2026-02-01', '2026-01-01', 'final', '{a}',"
        + " sha256(''), 'cer', 'me', now())")]
    [InlineData(WorkInsert + "values ($1, 'month', 'January', now())")]
    [InlineData("insert into core.energy_hour (community_id, pod_id, starts_at, revision, injected_ukwh)"
        + " values ($1, 1, '2026-01-01T00:00Z', 1, 1)")]
    [InlineData(HourInsert + "values ($1, 1, '2026-01-01T00:15Z', 1)")]
    [InlineData("insert into core.price (zone, starts_at, minutes, revision, eur_per_mwh, source)"
        + " select 'MOON', '2026-01-01T00:00Z', 60, 1, $1, 'x'")]
    [InlineData("insert into core.price (zone, starts_at, minutes, revision, eur_per_mwh, source)"
        + " select 'CNOR', '2026-01-01T00:15Z', 60, 1, $1, 'x'")]
    public async Task A_wrong_row_is_refused(string sql)
    {
        var community = await postgres.CommunityAsync();
        Assert.Equal(PostgresErrorCodes.CheckViolation, await RefusalAsync(() => RunAsync(sql, community.Value)));
    }

    [Fact]
    public async Task A_second_row_of_the_same_revision_is_refused()
    {
        await InsertReadingAsync("starts_at='2026-01-14T13:15Z'");
        Assert.Equal(
            PostgresErrorCodes.UniqueViolation,
            await RefusalAsync(() => InsertReadingAsync("starts_at='2026-01-14T13:15Z'")));
    }

    private static async Task<string> RefusalAsync(Func<Task> act) =>
        (await Assert.ThrowsAsync<PostgresException>(act)).SqlState;

    // Community 0 is nobody's: readings have no foreign key, their writer looks the points up.
    private async Task InsertReadingAsync(string change)
    {
        // As the program does: the months are there before their rows, so no other test makes them meanwhile.
        await RunAsync("select core.ensure_months('reading', '2026-01-01', '2026-10-31')");
        var values = new Dictionary<string, string>();
        foreach (var pair in $"{Good} {change}".Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            values[parts[0]] = parts[1];
        }

        var pod = change.Sum(letter => letter);
        await RunAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            insert into core.reading (community_id, pod_id, received_at, ingest_id, {string.Join(", ", values.Keys)})
            values (0, {pod}, now(), 0, {string.Join(", ", values.Values)})
            """));
    }

    private async Task RunAsync(string sql, params object[] values)
    {
        await using var command = postgres.App.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
