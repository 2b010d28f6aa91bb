using Cer.Exchange.Sepa;
using Cer.Operations.Paying.Payouts;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Paying.Payouts;

/// <summary>Layouts of banks' tables in PostgreSQL.</summary>
public sealed class BankLayouts(NpgsqlDataSource db) : IBankLayouts
{
    private const string ListSql = """
        select distinct on (layout.name) layout.name, layout.version, layout.day_column, layout.amount_column, layout.words_column,
          layout.decimal_mark, layout.day_form, coalesce(person.name, layout.made_by), layout.made_at
        from core.bank_layout as layout
        left join core.person as person on layout.made_by = 'person:' || person.id
        where layout.community_id = $1 and ($2::text is null or layout.name = $2)
        order by layout.name, layout.version desc
        """;

    private const string KeepSql = """
        insert into core.bank_layout (community_id, name, version, day_column, amount_column, words_column, decimal_mark, day_form,
          made_by, made_at)
        select $1, $2, 1 + coalesce(max(version), 0), $3, $4, $5, $6::text, $7::text, $8, $9
        from core.bank_layout where community_id = $1 and name = $2 returning version
        """;

    public async Task<IReadOnlyList<BankLayout>> ListAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        return await session.ListAsync(ListSql, Read, cancellation, community.Value, null);
    }

    public async Task<BankLayout?> FindAsync(CommunityId community, string name, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        return (await session.ListAsync(ListSql, Read, cancellation, community.Value, name.Storable())).FirstOrDefault();
    }

    public async Task<int> KeepAsync(
        CommunityId community, string name, MovementColumns columns, string who, Instant when, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        await using var transaction = await session.BeginTransactionAsync(cancellation);
        await session.Connection.LockCommunityAsync(community.Value, cancellation);
        var known = (await session.ListAsync(ListSql, Read, cancellation, community.Value, name.Storable())).FirstOrDefault();
        if (known?.Columns == columns) return known.Version;
        var version = await session.ScalarAsync<int>(
            KeepSql,
            cancellation,
            community.Value,
            name.Storable(),
            columns.Day.Storable(),
            columns.Amount.Storable(),
            columns.Words.Storable(),
            columns.DecimalMark?.ToString(),
            columns.DayForm,
            who.Storable(),
            when.ToUtc());
        await transaction.CommitAsync(cancellation);
        return version;
    }

    private static BankLayout Read(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetInt32(1),
        new(row.GetString(2), row.GetString(3), row.GetString(4)) { DecimalMark = row.ReadText(5)?[0], DayForm = row.ReadText(6) },
        row.GetString(7),
        row.ReadInstant(8));
}
