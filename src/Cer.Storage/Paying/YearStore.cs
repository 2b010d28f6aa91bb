using System.Security.Cryptography;
using Cer.Operations.Paying.Books;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Paying;

/// <summary>Accounts of years in PostgreSQL.</summary>
public sealed class YearStore(NpgsqlDataSource db) : IYearStore
{
    // What a member is owed lies on three accounts: open, kept back, on its way.
    private const string MembersSql = """
        with told as (
          select line.member_id, line.account, line.cents, entry.on_day < make_date($2, 1, 1) as before,
            case when entry.kind = 'reversal' then former.kind else entry.kind end as kind
          from core.ledger_line as line
          join core.ledger_entry as entry on entry.community_id = line.community_id and entry.id = line.entry_id
          left join core.ledger_entry as former on former.community_id = entry.community_id and former.id = entry.reverses
          where line.community_id = $1 and line.member_id is not null and entry.on_day <= make_date($2, 12, 31))
        select member_id,
          coalesce(-sum(cents) filter (where before and account <> 'tax'), 0)::bigint,
          coalesce(-sum(cents) filter (where not before and kind = 'payable'), 0)::bigint,
          coalesce(-sum(cents) filter (where not before and account = 'tax'), 0)::bigint,
          coalesce(-sum(cents) filter (where not before and kind = 'manual' and account <> 'tax'), 0)::bigint,
          coalesce(sum(cents) filter (where not before and kind = 'booked' and account = 'transit'), 0)::bigint,
          coalesce(-sum(cents) filter (where not before and kind = 'returned'), 0)::bigint,
          coalesce(-sum(cents) filter (where account = 'retained'), 0)::bigint,
          coalesce(-sum(cents) filter (where account = 'transit'), 0)::bigint,
          coalesce(-sum(cents) filter (where account <> 'tax'), 0)::bigint
        from told group by member_id order by member_id
        """;

    private const string FundsSql = """
        select line.fund,
          coalesce(-sum(line.cents) filter (where entry.on_day < make_date($2, 1, 1)), 0)::bigint,
          coalesce(-sum(line.cents) filter (where entry.on_day >= make_date($2, 1, 1) and entry.kind <> 'manual'), 0)::bigint,
          coalesce(sum(line.cents) filter (where entry.on_day >= make_date($2, 1, 1) and entry.kind = 'manual'), 0)::bigint,
          coalesce(-sum(line.cents), 0)::bigint
        from core.ledger_line as line
        join core.ledger_entry as entry on entry.community_id = line.community_id and entry.id = line.entry_id
        where line.community_id = $1 and line.fund is not null and entry.on_day <= make_date($2, 12, 31)
        group by line.fund order by line.fund
        """;

    private const string KeptSql = """
        select account.number, account.sha256, coalesce(person.name, account.made_by), account.made_at
        from core.year_account as account
        left join core.person as person on account.made_by = 'person:' || person.id
        where account.community_id = $1 and account.year = $2 order by account.number desc
        """;

    private const string KeepSql = """
        with made as (
          insert into core.year_account (community_id, year, number, content, sha256, made_by, made_at)
          select $1, $2, 1 + coalesce(max(number), 0), $3, $4, $5, $6 from core.year_account where community_id = $1 and year = $2
          returning number),
        noted as (
          insert into core.audit (community_id, who, what, detail)
          select $1, $5, 'year_account', jsonb_build_object('year', $2::int, 'number', number) from made)
        select number from made
        """;

    private const string WorkbookSql =
        "select content from core.year_account where community_id = $1 and year = $2 and number = $3";

    public async Task<YearAccount> YearAsync(CommunityId community, int year, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var members = await connection.Connection.ListAsync(
            MembersSql,
            row => new YearMember(
                row.GetInt32(0), new(row.GetInt64(1)), new(row.GetInt64(2)), new(row.GetInt64(3)), new(row.GetInt64(4)),
                new(row.GetInt64(5)), new(row.GetInt64(6)), new(row.GetInt64(7)), new(row.GetInt64(8)), new(row.GetInt64(9))),
            cancellation,
            community.Value,
            year);
        var funds = await connection.Connection.ListAsync(
            FundsSql,
            row => new YearFund(
                row.GetString(0), new(row.GetInt64(1)), new(row.GetInt64(2)), new(row.GetInt64(3)), new(row.GetInt64(4))),
            cancellation,
            community.Value,
            year);
        return new(year, members, funds);
    }

    public async Task<IReadOnlyList<KeptYear>> KeptAsync(CommunityId community, int year, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.Connection.ListAsync(
            KeptSql,
            row => new KeptYear(
                row.GetInt32(0), Convert.ToHexStringLower(row.GetFieldValue<byte[]>(1)), row.GetString(2), row.ReadInstant(3)),
            cancellation,
            community.Value,
            year);
    }

    public async Task<int> KeepAsync(
        CommunityId community, int year, byte[] workbook, string who, Instant when, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.Connection.LockCommunityAsync(community.Value, cancellation);
        var number = await connection.Connection.ScalarAsync<int>(
            KeepSql, cancellation, community.Value, year, workbook, SHA256.HashData(workbook), who.Storable(), when.ToUtc());
        await transaction.CommitAsync(cancellation);
        return number;
    }

    public async Task<byte[]?> WorkbookAsync(CommunityId community, int year, int number, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.Connection.ScalarAsync<byte[]>(WorkbookSql, cancellation, community.Value, year, number);
    }
}
