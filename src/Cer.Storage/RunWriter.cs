using Cer.Domain.Codes;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage;

/// <summary>Writes a run with all its rows, inside a transaction that holds the community's lock.</summary>
internal sealed class RunWriter(NpgsqlConnection connection, SettlementRun run)
{
    private const int BatchSize = 8192;
    private const string KnownSql = """
        select id from (
          select id, input_sha256, program from core.settlement_run
          where community_id = $1 and from_month = $2 and to_month = $3
          order by id desc limit 1) as latest
        where input_sha256 = $4 and program = $5
        """;

    private const string RunSql = """
        insert into core.settlement_run (community_id, from_month, to_month, input_sha256, program,
          definition_version, status, rule_ids, asked_by, made_at, warnings, readings_upto, prices_upto, stands_on,
          regolamento_upto, precedence_upto)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
        returning id
        """;

    // One row at a time, because PostgreSQL flattens an array of arrays: the reasons of a month are an array.
    private const string MonthSql = """
        insert into core.settlement_month (community_id, run_id, month, status, reasons, injected_ukwh, withdrawn_ukwh,
          shared_ukwh, tip_cents, cac_cents, surplus_cents)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;

    private const string DaysSql = """
        insert into core.settlement_day (community_id, run_id, day, sha256, missing_points)
        select $1, $2, sent.* from unnest($3::date[], $4::bytea[], $5::int[]) as sent
        """;

    private const string HoursSql = """
        insert into core.settlement_hour (community_id, run_id, unit_id, starts_at, injected_ukwh, shared_ukwh,
          incentivised_ukwh, exempt_ukwh, price_eur_mwh, tip_eur_mwh, tip_eur)
        select $1, $2, sent.* from unnest($3::int[], $4::timestamptz[], $5::bigint[], $6::bigint[], $7::bigint[],
          $8::bigint[], $9::numeric[], $10::numeric[], $11::numeric[]) as sent
        """;

    private const string UnitsSql = """
        insert into core.unit_month (community_id, run_id, month, unit_id, injected_ukwh, shared_ukwh,
          incentivised_ukwh, tip_cents, cac_cents, injected_in_right_ukwh)
        select $1, $2, sent.* from unnest($3::date[], $4::int[], $5::bigint[], $6::bigint[], $7::bigint[],
          $8::bigint[], $9::bigint[], $10::bigint[]) as sent
        """;

    private const string MembersSql = """
        insert into core.member_month (community_id, run_id, month, member_id, withdrawn_ukwh, injected_ukwh,
          shared_ukwh, tip_cents, cac_cents, surplus_cents)
        select $1, $2, sent.* from unnest($3::date[], $4::int[], $5::bigint[], $6::bigint[], $7::bigint[],
          $8::bigint[], $9::bigint[], $10::bigint[]) as sent
        """;

    private const string FundsSql = """
        insert into core.fund_month (community_id, run_id, month, fund, tip_cents, cac_cents, surplus_cents)
        select $1, $2, sent.* from unnest($3::date[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[]) as sent
        """;

    private const string UnitIdsSql = "select code, id from core.unit where community_id = $1";
    private const string MemberIdsSql = "select code, id from core.member where community_id = $1";

    public async Task<StoredRun> StoreAsync(CancellationToken cancellation)
    {
        object?[] identity =
        [
            run.Community.Value, run.From.ToColumn(), run.To.ToColumn(), run.InputHash, run.Program.Storable(),
        ];
        if (await connection.ScalarAsync<long?>(KnownSql, cancellation, identity) is { } known)
            return new(known, Added: false);

        var id = await connection.ScalarAsync<long>(
            RunSql,
            cancellation,
            [
                .. identity,
                run.DefinitionVersion,
                CodeLists.Statuses.Word(run.Status),
                Of(run.RuleIds, rule => rule.Storable()),
                run.Who.Storable(),
                run.When.ToUtc(),
                Of(run.Warnings, warning => warning.Storable()),
                run.Cut?.Readings,
                run.Cut?.Prices,
                run.StandsOn.ToArray(),
                run.Cut?.Regolamento,
                run.Cut?.Precedence,
            ]);
        await RunAsync(
            DaysSql,
            id,
            cancellation,
            Of(run.Days, day => day.Day.ToColumn()),
            Of(run.Days, day => day.Hash.ToArray()),
            Of(run.Days, day => day.MissingPoints));
        foreach (var month in run.Months) await WriteAsync(id, month, cancellation);
        await WriteUnitsAsync(id, cancellation);
        await WriteMembersAsync(id, cancellation);
        return new(id, Added: true);
    }

    private Task<int> WriteAsync(long id, SettledMonth month, CancellationToken cancellation) => connection.RunAsync(
        MonthSql,
        cancellation,
        run.Community.Value,
        id,
        month.Month.ToColumn(),
        CodeLists.Statuses.Word(month.Status),
        Of(month.Reasons, reason => reason.Storable()),
        month.Injected.MicroKilowattHours,
        month.Withdrawn.MicroKilowattHours,
        month.Shared.MicroKilowattHours,
        month.Tip.ToColumn(),
        month.Cac.ToColumn(),
        month.Surplus.ToColumn());

    private async Task WriteUnitsAsync(long id, CancellationToken cancellation)
    {
        var units = await IdsAsync(UnitIdsSql, cancellation);
        foreach (var hours in run.UnitHours.Chunk(BatchSize))
        {
            await RunAsync(
                HoursSql,
                id,
                cancellation,
                Of(hours, hour => units[hour.Unit]),
                Of(hours, hour => hour.Hour.Start.ToUtc()),
                Of(hours, hour => hour.Injected.ToColumn()),
                Of(hours, hour => hour.Shared.MicroKilowattHours),
                Of(hours, hour => hour.Incentivised.MicroKilowattHours),
                Of(hours, hour => hour.Exempt.MicroKilowattHours),
                Of(hours, hour => hour.PriceEurPerMwh),
                Of(hours, hour => hour.TipEurPerMwh),
                Of(hours, hour => hour.TipEur));
        }

        await RunAsync(
            UnitsSql,
            id,
            cancellation,
            Of(run.UnitMonths, month => month.Month.ToColumn()),
            Of(run.UnitMonths, month => units[month.Unit]),
            Of(run.UnitMonths, month => month.Injected.MicroKilowattHours),
            Of(run.UnitMonths, month => month.Shared.MicroKilowattHours),
            Of(run.UnitMonths, month => month.Incentivised.MicroKilowattHours),
            Of(run.UnitMonths, month => month.Tip.ToColumn()),
            Of(run.UnitMonths, month => month.Cac.ToColumn()),
            Of(run.UnitMonths, month => month.InjectedInRight.ToColumn()));
    }

    private async Task WriteMembersAsync(long id, CancellationToken cancellation)
    {
        var members = await IdsAsync(MemberIdsSql, cancellation);
        await RunAsync(
            MembersSql,
            id,
            cancellation,
            Of(run.MemberMonths, month => month.Month.ToColumn()),
            Of(run.MemberMonths, month => members[month.Member]),
            Of(run.MemberMonths, month => month.Withdrawn.MicroKilowattHours),
            Of(run.MemberMonths, month => month.Injected.MicroKilowattHours),
            Of(run.MemberMonths, month => month.Shared.MicroKilowattHours),
            Of(run.MemberMonths, month => month.Tip.ToColumn()),
            Of(run.MemberMonths, month => month.Cac.ToColumn()),
            Of(run.MemberMonths, month => month.Surplus.ToColumn()));
        await RunAsync(
            FundsSql,
            id,
            cancellation,
            Of(run.FundMonths, month => month.Month.ToColumn()),
            Of(run.FundMonths, month => month.Fund.Storable()),
            Of(run.FundMonths, month => month.Tip.ToColumn()),
            Of(run.FundMonths, month => month.Cac.ToColumn()),
            Of(run.FundMonths, month => month.Surplus.ToColumn()));
    }

    private Task<int> RunAsync(string sql, long id, CancellationToken cancellation, params object?[] columns) =>
        connection.RunAsync(sql, cancellation, [run.Community.Value, id, .. columns]);

    private async Task<Dictionary<string, int>> IdsAsync(string sql, CancellationToken cancellation)
    {
        var ids = await connection.ListAsync(
            sql, row => KeyValuePair.Create(row.GetString(0), row.GetInt32(1)), cancellation, run.Community.Value);
        return new(ids, StringComparer.Ordinal);
    }

    private static TColumn[] Of<TRow, TColumn>(IReadOnlyList<TRow> rows, Func<TRow, TColumn> column) =>
        [.. rows.Select(column)];
}
