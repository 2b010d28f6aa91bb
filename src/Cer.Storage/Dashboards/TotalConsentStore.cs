using Cer.Operations.Dashboards;
using Cer.Operations.Ports;
using Cer.Storage.Truth;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Dashboards;

/// <summary>The consents of producers to totals that everybody sees, in PostgreSQL.</summary>
public sealed class TotalConsentStore(NpgsqlDataSource db) : ITotalConsents
{
    private const string ListSql = """
        select given.id, member.code, given.from_day, given.to_day, given.evidence, given.author, given.recorded_at, gone.author,
          gone.withdrawn_at
        from core.total_consent as given
        join core.member as member on member.community_id = given.community_id and member.id = given.member_id
        left join core.total_consent_withdrawal as gone on (gone.community_id, gone.consent_id) = (given.community_id, given.id)
        where given.community_id = $1 order by given.id desc
        """;

    private const string GiveSql = """
        insert into core.total_consent (community_id, id, member_id, purpose, from_day, to_day, evidence, author, recorded_at)
        select $1, coalesce((select max(id) from core.total_consent where community_id = $1), 0) + 1, member.id, 'published_totals',
          $3, $4::date, $5, $6, $7
        from core.member as member where member.community_id = $1 and member.code = $2
        returning id
        """;

    private const string WithdrawSql = """
        insert into core.total_consent_withdrawal (community_id, consent_id, reason, author, withdrawn_at)
        select $1, id, $3, $4, $5 from core.total_consent where community_id = $1 and id = $2
        on conflict do nothing returning consent_id
        """;

    private const string AuditSql = """
        insert into core.audit (community_id, who, what, detail) values ($1, $2, $3, jsonb_build_object('consent', $4::int))
        """;

    public async Task<IReadOnlyList<TotalConsent>> ListAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            ListSql,
            row => Of(row.GetInt32(0), row.GetString(1), GivenConsent.Of(row)),
            cancellation,
            community.Value);

        static TotalConsent Of(int id, string member, GivenConsent given) => new(
            id, member, given.From, given.To, given.Evidence, given.Author, given.At, given.WithdrawnBy, given.WithdrawnAt);
    }

    public Task<int?> GiveAsync(
        CommunityId community,
        string member,
        LocalDate from,
        LocalDate? to,
        string evidence,
        string author,
        Instant at,
        CancellationToken cancellation) => ActAsync(
            community, author, "total consent given", GiveSql, cancellation,
            community.Value, member.Storable(), from.ToColumn(), to?.ToColumn(), evidence.Storable(), author.Storable(), at.ToUtc());

    public async Task<bool> WithdrawAsync(
        CommunityId community, int consent, string reason, string author, Instant at, CancellationToken cancellation) => await ActAsync(
            community, author, "total consent withdrawn", WithdrawSql, cancellation,
            community.Value, consent, reason.Storable(), author.Storable(), at.ToUtc()) is not null;

    /// <summary>One writer after the other; nothing is noted where nothing was written.</summary>
    private async Task<int?> ActAsync(
        CommunityId community, string author, string what, string sql, CancellationToken cancellation, params object?[] values)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        if (await connection.ScalarAsync<int?>(sql, cancellation, values) is not { } number) return null;
        await connection.RunAsync(AuditSql, cancellation, community.Value, author.Storable(), what, number);
        await transaction.CommitAsync(cancellation);
        return number;
    }
}
