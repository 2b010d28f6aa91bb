using Cer.Operations.Paying;
using Cer.Operations.Paying.Books;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Paying;

/// <summary>The books in PostgreSQL; the database itself refuses an entry that does not come to zero.</summary>
public sealed class BookStore(NpgsqlDataSource db) : IBookStore
{
    private const string TrialSql = """
        select line.account, case when line.account in ('member', 'retained') then line.member_id end as owner, line.fund,
          coalesce(sum(line.cents) filter (where line.cents > 0), 0)::bigint,
          coalesce(-sum(line.cents) filter (where line.cents < 0), 0)::bigint
        from core.ledger_line as line
        join core.ledger_entry as entry on entry.community_id = line.community_id and entry.id = line.entry_id
        where line.community_id = $1 and entry.on_day <= $2
        group by 1, 2, 3
        order by array_position(array['bank', 'gse', 'sale', 'fee', 'tax', 'transit', 'fund', 'member', 'retained'], line.account),
          line.fund, owner
        """;

    private const string SheetSql = """
        select entry.id, entry.on_day, entry.kind, entry.document, entry.words, line.month, line.cents,
          (sum(line.cents) over (order by entry.on_day, entry.id, line.ordinal))::bigint, entry.reverses
        from core.ledger_line as line
        join core.ledger_entry as entry on entry.community_id = line.community_id and entry.id = line.entry_id
        where line.community_id = $1 and line.account = $2 and ($3::int is null or line.member_id = $3)
          and line.fund is not distinct from $4::text and entry.on_day <= $5
        order by entry.on_day, entry.id, line.ordinal
        """;

    private const string AddSql = """
        select core.post_entry($1, $2, 'manual', 'manual:' || $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """;

    private const string KnownSql = "select id from core.ledger_entry where community_id = $1 and source = 'manual:' || $2";

    private const string StrangersSql = """
        select count(*) from unnest($2::int[]) as named (id)
        where named.id is not null and not exists (select from core.member where community_id = $1 and id = named.id)
        """;

    private const string KindSql = "select kind from core.ledger_entry where community_id = $1 and id = $2";
    private const string ReverseSql = "select core.reverse_entry($1, $2, $3, $4, $5, $6)";

    public async Task<IReadOnlyList<TrialLine>> TrialAsync(
        CommunityId community, LocalDate day, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            TrialSql,
            row => new TrialLine(
                new(row.GetString(0), row.ReadValue<int>(1), row.ReadText(2)), new(row.GetInt64(3)), new(row.GetInt64(4))),
            cancellation,
            community.Value,
            day.ToColumn());
    }

    public async Task<IReadOnlyList<BookLine>> SheetAsync(
        CommunityId community, BookAccount account, LocalDate day, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            SheetSql,
            row => new BookLine(
                row.GetInt32(0),
                row.ReadDay(1),
                row.GetString(2),
                row.ReadText(3),
                row.ReadText(4),
                row.IsDBNull(5) ? null : row.ReadMonth(5),
                new(row.GetInt64(6)),
                new(row.GetInt64(7)),
                row.ReadValue<int>(8)),
            cancellation,
            community.Value,
            account.Kind,
            account.Member,
            account.Fund,
            day.ToColumn());
    }

    public async Task<int?> AddAsync(
        CommunityId community, NewBookEntry entry, string who, Instant when, CancellationToken cancellation)
    {
        var members = entry.Lines.Select(line => line.Account.Member).ToArray();
        await using var connection = await db.SessionAsync(cancellation);
        if (await connection.ScalarAsync<long>(StrangersSql, cancellation, community.Value, members) > 0) return null;
        var made = await connection.ScalarAsync<int?>(
            AddSql,
            cancellation,
            community.Value,
            entry.Day.ToColumn(),
            entry.Key.Storable(),
            entry.Document.Storable(),
            entry.Words.Storable(),
            who.Storable(),
            when.ToUtc(),
            entry.Lines.Select(line => line.Account.Kind).ToArray(),
            members,
            entry.Lines.Select(line => line.Account.Fund?.Storable()).ToArray(),
            new DateOnly?[entry.Lines.Count],
            entry.Lines.Select(line => line.Amount.Cents).ToArray());
        return made ?? await connection.ScalarAsync<int>(KnownSql, cancellation, community.Value, entry.Key.Storable());
    }

    public async Task<ReverseOutcome> ReverseAsync(
        CommunityId community, int entry, LocalDate day, string reason, string who, Instant when, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        if (await connection.ScalarAsync<string>(KindSql, cancellation, community.Value, entry) is not { } kind)
            return new ReverseOutcome.Unknown();
        if (kind != "manual") return new ReverseOutcome.Settled();
        var made = await connection.ScalarAsync<int?>(
            ReverseSql, cancellation, community.Value, entry, day.ToColumn(), reason.Storable(), who.Storable(), when.ToUtc());
        return made is { } number ? new ReverseOutcome.Reversed(number) : new ReverseOutcome.Settled();
    }
}
