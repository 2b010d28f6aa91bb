using Cer.Operations.Paying;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Paying;

/// <summary>The ledgers in PostgreSQL: a table each, so that no query adds one to the other.</summary>
public sealed class MoneyStore(NpgsqlDataSource db) : IMoneyStore
{
    private const string EntriesSql = """
        select entry.id, entry.standing, entry.month, entry.kind, entry.plant_id, entry.cents, entry.on_day, entry.source,
          plant.code, coalesce(person.name, entry.entered_by), entry.entered_at, entry.reverses, entry.reason, reversal.id
        from core.{0} as entry
        left join core.plant as plant on plant.community_id = entry.community_id and plant.id = entry.plant_id
        left join core.person as person on entry.entered_by = 'person:' || person.id
        left join core.{0} as reversal
          on reversal.community_id = entry.community_id and reversal.reverses = entry.id
        where entry.community_id = $1 and entry.month between $2 and $3
        order by entry.month, entry.id
        """;

    private const string AddSql = """
        insert into core.{0}
          (community_id, standing, month, kind, plant_id, cents, on_day, source, entered_by, entered_at)
        select $1, $2, $3, $4, $5::int, $6, $7, $8, $9, $10
        where $5::int is null or exists (select from core.plant where community_id = $1 and id = $5)
        returning id
        """;

    private const string ReverseSql = """
        insert into core.{0}
          (community_id, standing, month, kind, plant_id, cents, on_day, source, entered_by, entered_at, reverses, reason)
        select community_id, standing, month, kind, plant_id, -cents, on_day, source, $4, $5, id, $3
        from core.{0} where community_id = $1 and id = $2 and reverses is null
          and not exists (select from core.standing_part where community_id = $1 and {1} = $2)
        on conflict (community_id, reverses) do nothing
        returning id
        """;

    private const string ExistsSql = """
        select exists (select from core.standing_part where community_id = $1 and {1} = $2)
        from core.{0} where community_id = $1 and id = $2
        """;

    private const string DueSql = """
        with latest as (
          select month, run_id from core.standing_month where community_id = $1 and month between $2 and $3)
        select latest.month, unit.code, due.tip_cents, due.cac_cents
        from latest
        join core.unit_month as due
          on due.community_id = $1 and due.month = latest.month and due.run_id = latest.run_id
        join core.unit as unit on unit.community_id = due.community_id and unit.id = due.unit_id
        order by latest.month, unit.code
        """;

    public async Task<IReadOnlyList<MoneyEntry>> EntriesAsync(
        CommunityId community, Ledger ledger, YearMonth first, YearMonth last, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            Of(EntriesSql, ledger), Read, cancellation, community.Value, first.ToColumn(), last.ToColumn());
    }

    public async Task<long?> AddAsync(
        CommunityId community, Ledger ledger, NewEntry entry, string who, Instant when, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ScalarAsync<long?>(
            Of(AddSql, ledger),
            cancellation,
            community.Value,
            entry.Standing.Word(),
            entry.Month.ToColumn(),
            entry.Kind,
            entry.Plant,
            entry.Amount.Cents,
            entry.Day.ToColumn(),
            entry.Source.Storable(),
            who.Storable(),
            when.ToUtc());
    }

    public async Task<ReverseOutcome> ReverseAsync(
        CommunityId community, Ledger ledger, long id, string reason, string who, Instant when, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var made = await connection.ScalarAsync<long?>(
            Of(ReverseSql, ledger), cancellation, community.Value, id, reason.Storable(), who.Storable(), when.ToUtc());
        if (made is { } row) return new ReverseOutcome.Reversed(row);
        return await connection.ScalarAsync<bool?>(Of(ExistsSql, ledger), cancellation, community.Value, id) switch
        {
            null => new ReverseOutcome.Unknown(),
            true => new ReverseOutcome.Part(),
            false => new ReverseOutcome.Settled(),
        };
    }

    public async Task<IReadOnlyList<KeptDue>> DueAsync(
        CommunityId community, YearMonth first, YearMonth last, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            DueSql,
            row => new KeptDue(row.ReadMonth(0), row.GetString(1), row.ReadMoney(2), row.ReadMoney(3)),
            cancellation,
            community.Value,
            first.ToColumn(),
            last.ToColumn());
    }

    private static string Of(string sql, Ledger ledger) =>
        sql.Replace("{0}", ledger == Ledger.Sale ? "sale_entry" : "money_entry", StringComparison.Ordinal)
            .Replace("{1}", ledger == Ledger.Sale ? "sale_id" : "money_id", StringComparison.Ordinal);

    private static MoneyEntry Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        new(
            EntryWords.Of(row.GetString(1))!.Value,
            row.ReadMonth(2),
            row.GetString(3),
            row.ReadValue<int>(4),
            new(row.GetInt64(5)),
            row.ReadDay(6),
            row.GetString(7)),
        row.ReadText(8),
        row.GetString(9),
        row.ReadInstant(10),
        row.ReadValue<long>(11),
        row.ReadText(12),
        row.ReadValue<long>(13));
}
