using Cer.Operations.Ports;
using Npgsql;
using NodaTime;

namespace Cer.Database.Tests;

/// <summary>The views of differences with GSE: what is open now, since when, and nothing of points or members.</summary>
public class GseBoardTests(PostgresFixture postgres)
{
    private const string Ask = """
        select concat_ws(' ', to_char(month, 'YYYY-MM'), cause, eur, rows, (since at time zone 'UTC')::date, dossiers)
        from rep.gse_difference where community_id = $1 order by abs(eur) desc
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_last_comparison_counts_and_a_difference_is_as_old_as_its_open_alarm()
    {
        var community = await OpenAsync();
        await HoldAsync(community, 1, "differs", "2026-03-01", """
            {"key": "price_zone", "cause": {"kind": "price_zone"}, "eur": -3, "rows": 1},
            {"key": "missing_pod.p7", "cause": {"kind": "missing_pod", "point": 7, "label": "0007"}, "eur": 9, "rows": 2}
            """);
        await HoldAsync(community, 2, "differs", "2026-04-01", """
            {"key": "missing_pod.p7", "cause": {"kind": "missing_pod", "point": 7, "label": "0007"}, "eur": 9.5, "rows": 2},
            {"key": "unexplained.tip", "cause": null, "item": "tip", "eur": 1, "rows": 1}
            """);
        // The alarm of one is open since March; that of the other was over, and is not its age.
        await AlarmAsync(community, "gse/2026-01/missing_pod.p7", "2026-03-01", null);
        await AlarmAsync(community, "gse/2026-01/unexplained.tip", "2026-02-01", "2026-02-15");
        await DossierAsync(community, "unexplained.tip");
        Assert.Equal(
            ["2026-01 missing_pod 9.5 2 2026-03-01 0", "2026-01 unexplained 1 1 2026-04-01 1"],
            await ListAsync(postgres.Database.RepAddress, Ask));
        Assert.Equal(
            ["differs"],
            await ListAsync(postgres.Database.RepAddress, "select agreement from rep.gse_month where community_id = $1"));
        Assert.Equal(
            ["2026/0001 unexplained"],
            await ListAsync(
                postgres.Database.RepAddress, "select label || ' ' || cause from rep.gse_dossier where community_id = $1"));

        await HoldAsync(community, 3, "agrees", "2026-05-01", "");
        Assert.Empty(await ListAsync(postgres.Database.RepAddress, Ask));

        async Task<List<string>> ListAsync(string address, string sql)
        {
            await using var db = NpgsqlDataSource.Create(address);
            await using var command = db.CreateCommand(sql);
            command.Parameters.Add(new() { Value = community.Value });
            await using var reader = await command.ExecuteReaderAsync(Cancellation);
            List<string> found = [];
            while (await reader.ReadAsync(Cancellation)) found.Add(reader.GetString(0));
            return found;
        }
    }

    [Theory]
    [InlineData("rep.gse_month")]
    [InlineData("rep.gse_difference")]
    [InlineData("rep.gse_dossier")]
    public async Task A_member_reads_none_of_them_and_dashboards_not_what_they_are_made_of(string view)
    {
        await RefusedAsync(postgres.Database.MemberAddress, view);
        foreach (var table in new[] { "core.reconciliation", "core.dossier" }) await RefusedAsync(postgres.Database.RepAddress, table);
    }

    private static async Task RefusedAsync(string address, string table)
    {
        await using var db = NpgsqlDataSource.Create(address);
        await using var command = db.CreateCommand($"select count(*) from {table}");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteScalarAsync(Cancellation));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private async Task<CommunityId> OpenAsync()
    {
        var community = await postgres.CommunityAsync();
        await new ClosingMonths(postgres.App).SettleAsync(community, new YearMonth(2026, 1), 1, (1, 1, 0));
        return community;
    }

    private Task HoldAsync(CommunityId community, int revision, string agreement, string day, string differences) => RunAsync(
        """
        insert into core.reconciliation (community_id, month, revision, agreement, run_id, content, sha256, made_by, made_at)
        select community_id, month, $2, $3, run_id, jsonb_build_object('discrepancies', $4::jsonb), sha256('x'), 'test', $5::timestamptz
        from core.settlement_month where community_id = $1 and month = '2026-01-01'
        """,
        community.Value, revision, agreement, $"[{differences}]", $"{day}T12:00Z");

    private Task AlarmAsync(CommunityId community, string key, string raised, string? resolved) => RunAsync(
        """
        insert into core.alarm
          (community_id, key, kind, severity, title, detail, place, figures, since, raised_at, raised_by, seen_at, resolved_at,
            resolved_by)
        values ($1, $2, 'gse_difference', 'warning', 'x', '', '', '[]', $3::timestamptz, $3::timestamptz, 'test', $3::timestamptz,
          nullif($4, '')::timestamptz, case when $4 <> '' then 'test' end)
        """,
        community.Value, key, $"{raised}T12:00Z", resolved is null ? "" : $"{resolved}T12:00Z");

    private Task DossierAsync(CommunityId community, string scope) => RunAsync(
        """
        insert into core.dossier (community_id, year, number, month, item, scope, language, cause, pages, html, content, sha256, data,
          made_by, made_at)
        values ($1, 2026, 1, '2026-01-01', 'tip', $2, 'it', null, 1, '', 'pdf', sha256('pdf'), 'csv', 'test', now())
        """,
        community.Value, scope);

    private async Task RunAsync(string sql, params object[] values)
    {
        await using var command = postgres.Database.Admin.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
