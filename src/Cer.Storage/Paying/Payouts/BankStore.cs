using Cer.Domain.Banking;
using Cer.Operations.Paying.Payouts;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Paying.Payouts;

/// <summary>Bank details and the rule of payments in PostgreSQL. Who entered them is noted; what they are is in no note.</summary>
public sealed class BankStore(NpgsqlDataSource db) : IBankStore
{
    private const string MembersSql = """
        select told.member_id, told.revision, told.iban, told.treasury, told.holder, told.reason,
          coalesce(person.name, told.told_by), told.told_at
        from core.member_bank as told
        left join core.person as person on told.told_by = 'person:' || person.id
        where told.community_id = $1 order by told.member_id, told.revision
        """;

    private const string AddSql = """
        with told as (
          insert into core.member_bank (community_id, member_id, revision, iban, treasury, holder, reason, told_by, told_at)
          select $1, $2, 1 + coalesce((
            select max(revision) from core.member_bank where community_id = $1 and member_id = $2), 0),
            $3::text, $4::text, $5::text, $6, $7, $8
          where exists (select from core.member where community_id = $1 and id = $2)
          returning revision),
        noted as (
          insert into core.audit (community_id, who, what, detail)
          select $1, $7, 'member_bank', jsonb_build_object('member', $2::int, 'revision', revision) from told)
        select revision from told
        """;

    private const string CommunitySql = """
        select told.revision, told.iban, told.treasury, told.holder, told.bic, told.reason,
          coalesce(person.name, told.told_by), told.told_at
        from core.community_bank as told
        left join core.person as person on told.told_by = 'person:' || person.id
        where told.community_id = $1 order by told.revision desc limit 1
        """;

    private const string SetSql = """
        with told as (
          insert into core.community_bank (community_id, revision, iban, treasury, holder, bic, reason, told_by, told_at)
          select $1, 1 + coalesce(max(revision), 0), $2::text, $3::text, $4, $5::text, $6, $7, $8
          from core.community_bank where community_id = $1
          returning revision),
        noted as (
          insert into core.audit (community_id, who, what, detail)
          select $1, $7, 'community_bank', jsonb_build_object('revision', revision) from told)
        select revision from told
        """;

    private const string RuleSql = """
        select rule.revision, rule.least_cents, rule.retained_percent, rule.received_only, rule.reason,
          coalesce(person.name, rule.set_by), rule.set_at
        from core.payout_rule as rule
        left join core.person as person on rule.set_by = 'person:' || person.id
        where rule.community_id = $1 order by rule.revision desc limit 1
        """;

    private const string SetRuleSql = """
        with said as (
          insert into core.payout_rule (community_id, revision, least_cents, retained_percent, received_only, reason, set_by, set_at)
          select $1, 1 + coalesce(max(revision), 0), $2, $3, $4, $5, $6, $7 from core.payout_rule where community_id = $1
          returning revision),
        noted as (
          insert into core.audit (community_id, who, what, detail)
          select $1, $6, 'payout_rule', jsonb_build_object('revision', revision) from said)
        select revision from said
        """;

    public async Task<IReadOnlyList<MemberBank>> MembersAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await MembersAsync(connection, community, cancellation);
    }

    public Task<int?> AddAsync(
        CommunityId community,
        int member,
        BankAccount? account,
        string reason,
        string who,
        Instant when,
        CancellationToken cancellation) =>
        LockedAsync(
            community,
            AddSql,
            cancellation,
            community.Value,
            member,
            account?.Iban?.Code,
            account?.Treasury,
            account?.Holder.Storable(),
            reason.Storable(),
            who.Storable(),
            when.ToUtc());

    public async Task<CommunityBank?> CommunityAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await CommunityAsync(connection, community, cancellation);
    }

    public async Task<int> SetAsync(
        CommunityId community,
        BankAccount account,
        string? bic,
        string reason,
        string who,
        Instant when,
        CancellationToken cancellation) =>
        (await LockedAsync(
            community,
            SetSql,
            cancellation,
            community.Value,
            account.Iban?.Code,
            account.Treasury,
            account.Holder.Storable(),
            bic,
            reason.Storable(),
            who.Storable(),
            when.ToUtc()))!.Value;

    public async Task<PayoutRule> RuleAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await RuleAsync(connection, community, cancellation);
    }

    public async Task<int> SetRuleAsync(
        CommunityId community, PayoutRule rule, string who, Instant when, CancellationToken cancellation) =>
        (await LockedAsync(
            community,
            SetRuleSql,
            cancellation,
            community.Value,
            rule.Least.Cents,
            rule.RetainedPercent,
            rule.ReceivedOnly,
            rule.Reason!.Storable(),
            who.Storable(),
            when.ToUtc()))!.Value;

    internal static async Task<IReadOnlyList<MemberBank>> MembersAsync(
        NpgsqlConnection connection, CommunityId community, CancellationToken cancellation) =>
        await connection.ListAsync(
            MembersSql,
            row => new MemberBank(
                row.GetInt32(0), row.GetInt32(1), Account(row, 2), row.GetString(5), row.GetString(6), row.ReadInstant(7)),
            cancellation,
            community.Value);

    internal static async Task<CommunityBank?> CommunityAsync(
        NpgsqlConnection connection, CommunityId community, CancellationToken cancellation) =>
        (await connection.ListAsync(
            CommunitySql,
            row => new CommunityBank(
                row.GetInt32(0), Account(row, 1)!, row.ReadText(4), row.GetString(5), row.GetString(6), row.ReadInstant(7)),
            cancellation,
            community.Value)).FirstOrDefault();

    internal static async Task<PayoutRule> RuleAsync(
        NpgsqlConnection connection, CommunityId community, CancellationToken cancellation) =>
        (await connection.ListAsync(
            RuleSql,
            row => new PayoutRule(
                row.GetInt32(0), new(row.GetInt64(1)), row.GetDecimal(2), row.GetBoolean(3), row.GetString(4), row.GetString(5),
                row.ReadInstant(6)),
            cancellation,
            community.Value)).FirstOrDefault() ?? PayoutRule.Default;

    /// <summary>Three columns: IBAN, treasury account, holder; null where nobody is named.</summary>
    internal static BankAccount? Account(NpgsqlDataReader row, int column) =>
        (row.ReadText(column), row.ReadText(column + 1), row.ReadText(column + 2)) is var (iban, treasury, holder)
            && holder is not null && (iban ?? treasury) is not null
            ? new(iban is null ? null : Iban.Parse(iban, null), treasury, holder)
            : null;

    /// <summary>Adds the next revision, one writer after the other.</summary>
    private async Task<int?> LockedAsync(
        CommunityId community, string sql, CancellationToken cancellation, params object?[] values)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.Connection.LockCommunityAsync(community.Value, cancellation);
        var revision = await connection.Connection.ScalarAsync<int?>(sql, cancellation, values);
        await transaction.CommitAsync(cancellation);
        return revision;
    }
}
