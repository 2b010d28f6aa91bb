using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Truth;

/// <summary>The consents of members, in PostgreSQL.</summary>
public sealed class ConsentStore(NpgsqlDataSource db) : IConsentStore
{
    private const string RequiredSql = """
        select coalesce((select required from core.consent_rule where community_id = $1 order by id desc limit 1), false)
        """;

    private const string RequireSql = """
        insert into core.consent_rule (community_id, id, required, reason, author, decided_at)
        select $1, coalesce((select max(id) from core.consent_rule where community_id = $1), 0) + 1, $2, $3, $4, $5
        """;

    private const string ListSql = """
        select given.id, member_id, from_day, to_day, evidence, given.author, recorded_at, gone.author, gone.withdrawn_at
        from core.consent as given
        left join core.consent_withdrawal as gone on (gone.community_id, gone.consent_id) = (given.community_id, given.id)
        where given.community_id = $1 order by given.id desc
        """;

    private const string GiveSql = """
        insert into core.consent (community_id, id, member_id, purpose, from_day, to_day, evidence, author, recorded_at)
        select $1, coalesce((select max(id) from core.consent where community_id = $1), 0) + 1, $2, 'quarter_hours', $3, $4, $5, $6, $7
        where exists (select from core.member where community_id = $1 and id = $2)
        returning id
        """;

    private const string WithdrawSql = """
        insert into core.consent_withdrawal (community_id, consent_id, reason, author, withdrawn_at)
        select $1, $2, $3, $4, $5 where exists (select from core.consent where community_id = $1 and id = $2)
        on conflict do nothing
        """;

    private const string AuditSql = """
        insert into core.audit (community_id, who, what, detail) values ($1, $2, $3, jsonb_build_object('consent', $4::int))
        """;

    public async Task<bool> IsRequiredAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ScalarAsync<bool>(RequiredSql, cancellation, community.Value);
    }

    public Task RequireAsync(
        CommunityId community, bool required, string reason, string author, Instant at, CancellationToken cancellation) =>
        ActAsync(community, author, required ? "consent required" : "consent not required", async connection =>
        {
            await connection.RunAsync(
                RequireSql, cancellation, community.Value, required, reason.Storable(), author.Storable(), at.ToUtc());
            return 0;
        }, cancellation);

    public async Task<IReadOnlyList<Consent>> ListAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            ListSql,
            row => Of(row.GetInt32(0), row.GetInt32(1), GivenConsent.Of(row)),
            cancellation,
            community.Value);

        static Consent Of(int id, int member, GivenConsent given) => new(
            id, member, given.From, given.To!.Value, given.Evidence, given.Author, given.At, given.WithdrawnBy, given.WithdrawnAt);
    }

    public Task<int?> GiveAsync(
        CommunityId community,
        int member,
        LocalDate from,
        LocalDate to,
        string evidence,
        string author,
        Instant at,
        CancellationToken cancellation) => ActAsync(community, author, "consent given", connection => connection.ScalarAsync<int?>(
            GiveSql,
            cancellation,
            community.Value,
            member,
            from.ToColumn(),
            to.ToColumn(),
            evidence.Storable(),
            author.Storable(),
            at.ToUtc()), cancellation);

    public async Task<bool> WithdrawAsync(
        CommunityId community, int consent, string reason, string author, Instant at, CancellationToken cancellation) =>
        await ActAsync(community, author, "consent withdrawn", async connection => await connection.RunAsync(
            WithdrawSql, cancellation, community.Value, consent, reason.Storable(), author.Storable(), at.ToUtc()) > 0
            ? consent
            : (int?)null, cancellation) is not null;

    private async Task<int?> ActAsync(
        CommunityId community,
        string author,
        string what,
        Func<NpgsqlConnection, Task<int?>> act,
        CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        if (await act(connection) is not { } number) return null;
        await connection.RunAsync(AuditSql, cancellation, community.Value, author.Storable(), what, number);
        await transaction.CommitAsync(cancellation);
        return number;
    }
}
