using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>Reads a run with the rows of the runs it stands on: a month, day or hour is that of the latest that has it.</summary>
internal sealed class RunReader(NpgsqlConnection connection, CommunityId community)
{
    private const string RunSql = """
        select id, definition_version, from_month, to_month, rule_ids, input_sha256, program, asked_by, made_at, warnings,
          status, readings_upto, prices_upto, stands_on, regolamento_upto, precedence_upto
        from core.settlement_run
        where community_id = $1 and id = $2
        """;

    private const string BaseSql = """
        select id from core.settlement_run as run
        where community_id = $1 and from_month = $2 and to_month = $3 and program = $4 and definition_version = $5
          and readings_upto is not null
          and exists (select from core.settlement_day where community_id = run.community_id and run_id = run.id)
        order by id desc limit 1
        """;

    private const string DaysSql = """
        select distinct on (day) day, sha256, missing_points from core.settlement_day
        where community_id = $1 and run_id = any ($2) order by day, run_id desc
        """;

    private const string MonthsSql = """
        select distinct on (month) month, status, reasons, injected_ukwh, withdrawn_ukwh, shared_ukwh, tip_cents, cac_cents,
          surplus_cents, run_id,
          not exists (select from core.settlement_month as later where later.community_id = settled.community_id
            and later.month = settled.month and later.run_id > settled.run_id and not later.run_id = any ($2))
        from core.settlement_month as settled
        where community_id = $1 and run_id = any ($2) order by month, run_id desc
        """;

    // The months of a run, each with the run that has it.
    private const string ChosenSql = """
        with chosen as (
          select month, max(run_id) as run_id from core.settlement_month
          where community_id = $1 and run_id = any ($2) group by month)
        """;

    private const string UnitsSql = ChosenSql + """

        select month.month, unit.code, month.injected_ukwh, month.shared_ukwh, month.incentivised_ukwh, month.tip_cents,
          month.cac_cents, month.injected_in_right_ukwh
        from chosen
        join core.unit_month as month on month.community_id = $1 and month.month = chosen.month and month.run_id = chosen.run_id
        join core.unit as unit on unit.community_id = month.community_id and unit.id = month.unit_id
        order by month.month, unit.code
        """;

    private const string FundsSql = ChosenSql + """

        select month.month, month.fund, month.tip_cents, month.cac_cents, month.surplus_cents
        from chosen
        join core.fund_month as month on month.community_id = $1 and month.month = chosen.month and month.run_id = chosen.run_id
        order by month.month, month.fund
        """;

    private const string MembersSql = """
        select member.code, month.withdrawn_ukwh, month.injected_ukwh, month.shared_ukwh,
          month.tip_cents, month.cac_cents, month.surplus_cents
        from core.member_month as month
        join core.member as member on member.community_id = month.community_id and member.id = month.member_id
        where month.community_id = $1 and month.month = $3 and month.run_id = (
          select max(run_id) from core.settlement_month where community_id = $1 and run_id = any ($2) and month = $3)
        order by member.code
        """;

    public const string HoursSql = """
        select distinct on (hour.starts_at, unit.code) unit.code, hour.starts_at, hour.injected_ukwh, hour.shared_ukwh,
          hour.incentivised_ukwh, hour.exempt_ukwh, hour.price_eur_mwh, hour.tip_eur_mwh, hour.tip_eur
        from core.settlement_hour as hour
        join core.unit as unit on unit.community_id = hour.community_id and unit.id = hour.unit_id
        where hour.community_id = $1 and hour.run_id = any ($2) and hour.starts_at >= $3 and hour.starts_at < $4
        order by hour.starts_at, unit.code, hour.run_id desc
        """;

    private const string UnitIdsSql = "select id, code from core.unit where community_id = $1";

    // Of a run that stands on others the rows of the earlier ones come first: the last one of an hour holds.
    private const string EnergiesSql = """
        select unit_id, starts_at, injected_ukwh, shared_ukwh, incentivised_ukwh, exempt_ukwh from core.settlement_hour
        where community_id = $1 and run_id = any ($2) and starts_at >= $3 and starts_at < $4
        """;

    public async Task<KeptRun?> BaseAsync(
        YearMonth from, YearMonth to, string program, int version, CancellationToken cancellation) =>
        await connection.ScalarAsync<long?>(
            BaseSql, cancellation, community.Value, from.ToColumn(), to.ToColumn(), program.Storable(), version) is { } id
            ? await ReadAsync(id, cancellation)
            : null;

    public async Task<KeptRun?> ReadAsync(long id, CancellationToken cancellation)
    {
        var heads = await connection.ListAsync(RunSql, Head, cancellation, community.Value, id);
        if (heads.Count == 0) return null;
        long[] chain = [.. heads[0].StandsOn, id];
        var months = await connection.ListAsync(
            MonthsSql, row => (Month: Month(row), IsLatest: row.GetBoolean(10)), cancellation, community.Value, chain);
        var run = heads[0] with
        {
            Days = await connection.ListAsync(
                DaysSql,
                row => new SettledDay(row.ReadDay(0), row.GetFieldValue<byte[]>(1), row.GetInt32(2)),
                cancellation,
                community.Value,
                chain),
            Months = [.. months.Select(row => row.Month)],
            UnitMonths = await connection.ListAsync(UnitsSql, Unit, cancellation, community.Value, chain),
            FundMonths = await connection.ListAsync(
                FundsSql,
                row => new FundMonth(row.ReadMonth(0), row.GetString(1), row.ReadMoney(2), row.ReadMoney(3), row.ReadMoney(4)),
                cancellation,
                community.Value,
                chain),
        };
        return new(id, run, months.Where(row => row.IsLatest).Select(row => row.Month.Month).ToHashSet());
    }

    public async Task<IReadOnlyList<MemberMonth>> MembersAsync(
        KeptRun run, YearMonth month, CancellationToken cancellation) => await connection.ListAsync(
            MembersSql,
            row => KeptMonth.Member(row, month),
            cancellation,
            community.Value,
            run.Chain.ToArray(),
            month.ToColumn());

    public async Task<IReadOnlyList<UnitHour>> HoursAsync(
        IReadOnlyList<long> chain, Interval span, CancellationToken cancellation) => await connection.ListAsync(
            HoursSql,
            row => new UnitHour(
                row.GetString(0),
                MarketHour.StartingAt(row.ReadInstant(1)),
                row.ReadEnergyOrNone(2),
                row.ReadEnergy(3),
                row.ReadEnergy(4),
                row.ReadEnergy(5),
                row.ReadValue<decimal>(6),
                row.ReadValue<decimal>(7),
                row.ReadValue<decimal>(8)),
            cancellation,
            community.Value,
            chain.ToArray(),
            span.Start.ToUtc(),
            span.End.ToUtc());

    public async Task<IReadOnlyList<UnitEnergies>> EnergiesAsync(
        IReadOnlyList<long> chain, Interval span, CancellationToken cancellation)
    {
        var units = (await connection.ListAsync(
            UnitIdsSql, row => KeyValuePair.Create(row.GetInt32(0), row.GetString(1)), cancellation, community.Value)).ToDictionary();
        return await connection.ListAsync(
            EnergiesSql + (chain.Count > 1 ? " order by run_id" : ""),
            row => new UnitEnergies(
                units[row.GetInt32(0)],
                new DateTimeOffset(row.GetDateTime(1)).ToUnixTimeSeconds() / 3600,
                row.ReadValue<long>(2),
                row.GetInt64(3),
                row.GetInt64(4),
                row.GetInt64(5)),
            cancellation,
            community.Value,
            chain.ToArray(),
            span.Start.ToUtc(),
            span.End.ToUtc());
    }

    private SettlementRun Head(NpgsqlDataReader row) => new()
    {
        Community = community,
        DefinitionVersion = row.GetInt32(1),
        From = row.ReadMonth(2),
        To = row.ReadMonth(3),
        RuleIds = row.GetFieldValue<string[]>(4),
        InputHash = row.GetFieldValue<byte[]>(5),
        Program = row.GetString(6),
        Who = row.GetString(7),
        When = row.ReadInstant(8),
        Warnings = row.GetFieldValue<string[]>(9),
        Status = CodeLists.Statuses.Value(row.GetString(10)),
        Cut = new(row.ReadValue<long>(11), row.ReadValue<long>(12), row.ReadValue<int>(14), row.ReadValue<int>(15), row.ReadInstant(8)),
        StandsOn = row.GetFieldValue<long[]>(13),
        Months = [],
    };

    private static SettledMonth Month(NpgsqlDataReader row) => new(
        row.ReadMonth(0),
        CodeLists.Statuses.Value(row.GetString(1)),
        row.GetFieldValue<string[]>(2),
        row.ReadEnergy(3),
        row.ReadEnergy(4),
        row.ReadEnergy(5),
        row.ReadMoney(6),
        row.ReadMoney(7),
        row.ReadMoney(8));

    private static UnitMonth Unit(NpgsqlDataReader row) => new(
        row.ReadMonth(0),
        row.GetString(1),
        row.ReadEnergy(2),
        row.ReadEnergy(3),
        row.ReadEnergy(4),
        row.ReadMoney(5),
        row.ReadMoney(6))
    {
        InjectedInRight = row.ReadEnergyOrNone(7),
    };
}
