using Cer.Operations.Paying;
using Cer.Operations.People;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Paying;

/// <summary>Tax profiles, the rule of approval and approved amounts in PostgreSQL.</summary>
public sealed class PayableStore(NpgsqlDataSource db) : IPayableStore
{
    private const string ProfilesSql = """
        select member.code, profile.revision, profile.from_day, profile.withholding_percent, profile.vat_percent,
          profile.basis, profile.reason, coalesce(person.name, profile.chosen_by), profile.chosen_at
        from core.tax_profile as profile
        join core.member as member on member.community_id = profile.community_id and member.id = profile.member_id
        left join core.person as person on profile.chosen_by = 'person:' || person.id
        where profile.community_id = $1
        order by member.code, profile.revision
        """;

    private const string AddProfileSql = """
        with chosen as (
          insert into core.tax_profile (community_id, member_id, revision, from_day, withholding_percent, vat_percent,
            basis, reason, chosen_by, chosen_at)
          select $1, $2, 1 + coalesce((
            select max(revision) from core.tax_profile where community_id = $1 and member_id = $2), 0),
            $3, $4::numeric, $5::numeric, $6::text, $7, $8, $9
          where exists (select from core.member where community_id = $1 and id = $2)
          returning revision),
        noted as (
          insert into core.audit (community_id, who, what, detail)
          select $1, $8, 'tax_profile', jsonb_build_object('member', $2::int, 'revision', revision) from chosen)
        select revision from chosen
        """;

    private const string RuleSql = """
        select rule.revision, rule.approvers, rule.reason, coalesce(person.name, rule.set_by), rule.set_at
        from core.approval_rule as rule
        left join core.person as person on rule.set_by = 'person:' || person.id
        where rule.community_id = $1 order by rule.revision desc limit 1
        """;

    private const string AddRuleSql = """
        with said as (
          insert into core.approval_rule (community_id, revision, approvers, reason, set_by, set_at)
          select $1, 1 + coalesce(max(revision), 0), $2, $3, $4, $5 from core.approval_rule where community_id = $1
          returning revision, approvers),
        noted as (
          insert into core.audit (community_id, who, what, detail)
          select $1, $4, 'approval_rule', jsonb_build_object('revision', revision, 'approvers', approvers) from said)
        select revision from said
        """;

    public async Task<IReadOnlyList<TaxProfile>> ProfilesAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(ProfilesSql, Profile, cancellation, community.Value);
    }

    public Task<int?> AddProfileAsync(
        CommunityId community, int member, TaxChoice choice, string who, Instant when, CancellationToken cancellation) =>
        AddAsync(
            community,
            AddProfileSql,
            cancellation,
            community.Value,
            member,
            choice.From.ToColumn(),
            choice.Rate?.Withholding,
            choice.Rate?.Vat,
            choice.Basis?.Storable(),
            choice.Reason.Storable(),
            who.Storable(),
            when.ToUtc());

    public async Task<ApprovalRule> RuleAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return (await connection.ListAsync(
            RuleSql,
            row => new ApprovalRule(row.GetInt32(0), row.GetInt16(1), row.GetString(2), row.GetString(3), row.ReadInstant(4)),
            cancellation,
            community.Value)).FirstOrDefault() ?? ApprovalRule.Default;
    }

    public async Task<int> AddRuleAsync(
        CommunityId community, int approvers, string reason, string who, Instant when, CancellationToken cancellation) =>
        (await AddAsync(
            community,
            AddRuleSql,
            cancellation,
            community.Value,
            (short)approvers,
            reason.Storable(),
            who.Storable(),
            when.ToUtc()))!.Value;

    public async Task<IReadOnlyList<KeptPayable>> KeptAsync(
        CommunityId community, YearMonth first, YearMonth last, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.PayablesAsync(community, first, last, cancellation);
    }

    public async Task<ApproveOutcome> ApproveAsync(
        CommunityId community, PayableDraft draft, Person person, Instant when, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        var outcome = await connection.ApproveAsync(community, draft, person, when, cancellation);
        if (outcome is ApproveOutcome.Approved) await transaction.CommitAsync(cancellation);
        return outcome;
    }

    /// <summary>Adds the next revision, one writer after the other.</summary>
    private async Task<int?> AddAsync(
        CommunityId community, string sql, CancellationToken cancellation, params object?[] values)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        var revision = await connection.ScalarAsync<int?>(sql, cancellation, values);
        await transaction.CommitAsync(cancellation);
        return revision;
    }

    private static TaxProfile Profile(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetInt32(1),
        new(
            row.ReadDay(2),
            row.IsDBNull(3) ? null : new(row.GetDecimal(3), row.GetDecimal(4)),
            row.ReadText(5),
            row.GetString(6)),
        row.GetString(7),
        row.ReadInstant(8));
}
