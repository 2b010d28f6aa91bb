using Cer.Operations.Ports;
using Cer.Operations.Privacy;
using Npgsql;

namespace Cer.Storage.Privacy;

/// <summary>Requests of members in PostgreSQL: only ever added to.</summary>
public sealed class RequestStore(NpgsqlDataSource db) : IRequestStore
{
    private const int MostOpen = 20;
    private const int MostSteps = 200;

    private const string AddSql = """
        insert into core.member_request (community_id, member_id, person_id, kind, month, hour_at, text, access_id)
        select $1, $2, $3, $4, $5::date, $6::timestamptz, $7, $9::bigint
        where (select count(*) from core.member_request_standing
          where community_id = $1 and member_id = $2 and state in ('open', 'in_hand')) < $8
        returning id
        """;

    private const string ListSql = """
        select request.id, request.member_id, request.kind, request.month, request.hour_at, request.text, request.at, request.state,
          case when request.access_id is not null then person.name end
        from core.member_request_standing as request join core.person as person on person.id = request.person_id
        where request.community_id = $1 order by request.state not in ('open', 'in_hand'), request.id desc limit $2
        """;

    private const string StepsSql = """
        select step.request_id, step.side, case step.side when 'staff' then person.name end, step.state, step.text, step.at,
          case when step.access_id is not null then person.name end
        from core.member_request_step as step join core.person as person on person.id = step.person_id
        where step.community_id = $1 and step.request_id = any ($2) order by step.id
        """;

    private const string FindSql = """
        select state, kind, (select count(*) from core.member_request_step as step
          where step.community_id = $1 and step.request_id = $2)
        from core.member_request_standing where community_id = $1 and id = $2 and ($3::int is null or member_id = $3)
        """;

    private const string SaySql = """
        insert into core.member_request_step (community_id, request_id, person_id, side, state, text, access_id)
        values ($1, $2, $3, $4, $5, $6, $7)
        """;

    public async Task<long?> AddAsync(
        CommunityId community, int member, int person, long? mandate, NewRequest request, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        var id = await connection.ScalarAsync<long?>(
            AddSql,
            cancellation,
            community.Value,
            member,
            person,
            request.Kind,
            request.Month?.ToColumn(),
            request.Hour?.ToUtc(),
            request.Text.Storable(),
            MostOpen,
            mandate);
        await transaction.CommitAsync(cancellation);
        return id;
    }

    public async Task<IReadOnlyList<MemberRequest>> ListAsync(CommunityId community, int most, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var requests = await connection.ListAsync(ListSql, RequestColumns.Read, cancellation, community.Value, most);
        var steps = await connection.ListAsync(
            StepsSql, RequestColumns.ReadStep, cancellation, community.Value, requests.Select(one => one.Id).ToArray());
        return RequestColumns.Join(requests, steps);
    }

    public async Task<StepOutcome> SayAsync(
        CommunityId community,
        long id,
        int? member,
        int person,
        long? mandate,
        string state,
        string text,
        CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        var found = await connection.ListAsync(
            FindSql,
            row => (State: row.GetString(0), Kind: row.GetString(1), Steps: row.GetInt64(2)),
            cancellation,
            community.Value,
            id,
            member);
        if (found is not [var standing]) return StepOutcome.NoSuchRequest;
        if (mandate is not null && standing.Kind != "amount") return StepOutcome.NotByDelegate;
        if (standing.State == "withdrawn" || standing.Steps >= MostSteps) return StepOutcome.Over;
        await connection.RunAsync(
            SaySql, cancellation, community.Value, id, person, member is null ? "staff" : "member", state, text.Storable(), mandate);
        await transaction.CommitAsync(cancellation);
        return StepOutcome.Said;
    }
}
