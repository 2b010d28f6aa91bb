using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage;

/// <summary>Legal communities in PostgreSQL: where a configuration belongs is a version, never changed.</summary>
public sealed class LegalStore(NpgsqlDataSource db) : ILegalStore
{
    private const string ListSql = """
        select legal.code, legal.name, community.id, community.code, latest.name, latest.kind, latest.version
        from core.legal_community as legal
        left join core.legal_now as place on place.legal_id = legal.id
        left join core.community as community on community.id = place.community_id
        left join lateral (
          select name, kind, version from core.definition
          where community_id = community.id order by version desc limit 1) as latest on true
        order by legal.code, community.code
        """;

    private const string AddSql = """
        insert into core.legal_community (code, name, made_by) values ($1, $2, $3) on conflict (code) do nothing
        """;

    private const string NowSql = """
        select legal.code from core.legal_now as place join core.legal_community as legal on legal.id = place.legal_id
        where place.community_id = $1
        """;

    // Who declares or joins in one legal community does so one after the other: no two may put a point in twice.
    private const string LockSql = "select pg_advisory_xact_lock(hashtext('core.legal_community'), $1)";

    private const string DoubledSql = """
        select other.code, count(distinct mine.pod)
        from core.legal_now as place
        join core.community as other on other.id = place.community_id
        join core.declared_pod as theirs on theirs.community_id = other.id
        join core.declared_pod as mine on mine.community_id = $1 and mine.pod = theirs.pod
          and daterange(mine.from_day, mine.to_day, '[]') && daterange(theirs.from_day, theirs.to_day, '[]')
        where place.legal_id = $2 and other.id <> $1
        group by other.code order by other.code limit 1
        """;

    private const string PlaceSql = """
        insert into core.legal_place (community_id, revision, legal_id, changed_by)
        select $1, 1 + coalesce(max(revision), 0), $2, $3 from core.legal_place where community_id = $1
        """;

    private const string AuditSql = """
        insert into core.audit (community_id, who, what, detail)
        values ($1, $2, 'legal', jsonb_build_object('legal', $3::text))
        """;

    private const string ElsewhereSql = """
        select sent.ordinal - 1, other.code, greatest(sent.from_day, theirs.from_day),
          place.legal_id is not null and place.legal_id is not distinct from own.legal_id
        from unnest($2::text[], $3::date[], $4::date[]) with ordinality as sent (pod, from_day, to_day, ordinal)
        join core.declared_pod as theirs on theirs.pod = sent.pod
          and daterange(theirs.from_day, theirs.to_day, '[]') && daterange(sent.from_day, sent.to_day, '[]')
        join core.community as other on other.id = theirs.community_id and other.code <> $1
        left join core.legal_now as place on place.community_id = other.id
        left join core.community as community on community.code = $1
        left join core.legal_now as own on own.community_id = community.id
        order by sent.ordinal, other.code, theirs.from_day
        limit 1000
        """;

    public async Task<IReadOnlyList<LegalCommunity>> ListAsync(CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var rows = await connection.ListAsync(
            ListSql,
            row => (Code: row.GetString(0), Name: row.GetString(1), Configuration: row.IsDBNull(6) ? null : new CommunitySummary(
                new(row.GetInt32(2)),
                row.GetString(3),
                row.GetString(4),
                CodeLists.Configurations.Value(row.GetString(5)),
                row.GetInt32(6))),
            cancellation);
        return [.. rows.GroupBy(row => (row.Code, row.Name)).Select(legal => new LegalCommunity(
            legal.Key.Code, legal.Key.Name, [.. legal.Select(row => row.Configuration).OfType<CommunitySummary>()]))];
    }

    public async Task<bool> AddAsync(string code, string name, string who, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.RunAsync(AddSql, cancellation, code.Storable(), name.Storable(), who.Storable()) == 1;
    }

    public async Task<JoinOutcome> JoinAsync(string code, CommunityId configuration, string who, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var legal = await connection.ScalarAsync<int?>(
            "select id from core.legal_community where code = $1", cancellation, code.Storable());
        if (legal is null) return new JoinOutcome.Unknown();
        await connection.RunAsync(LockSql, cancellation, legal);
        await connection.LockCommunityAsync(configuration.Value, cancellation);
        if (await connection.ScalarAsync<string>(NowSql, cancellation, configuration.Value) is { } now)
            return now == code ? new JoinOutcome.Joined() : new JoinOutcome.Elsewhere(now);
        if (await DoubledAsync(connection, configuration.Value, legal.Value, cancellation) is { } doubled) return doubled;
        await WriteAsync(connection, configuration.Value, legal, code, who, cancellation);
        await transaction.CommitAsync(cancellation);
        return new JoinOutcome.Joined();
    }

    public async Task<bool> LeaveAsync(CommunityId configuration, string who, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(configuration.Value, cancellation);
        if (await connection.ScalarAsync<string>(NowSql, cancellation, configuration.Value) is null) return false;
        await WriteAsync(connection, configuration.Value, null, null, who, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    public async Task<LegalCommunity?> OfAsync(CommunityId configuration, CancellationToken cancellation) =>
        (await ListAsync(cancellation)).FirstOrDefault(legal => legal.Configurations.Any(one => one.Id == configuration));

    public async Task<IReadOnlyList<PodElsewhere>> ElsewhereAsync(
        string configuration, IReadOnlyList<PodMembership> points, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            ElsewhereSql,
            row => new PodElsewhere((int)row.GetInt64(0), row.GetString(1), row.ReadDay(2), row.GetBoolean(3)),
            cancellation,
            configuration.Storable(),
            points.Select(point => point.Pod.Storable()).ToArray(),
            points.Select(point => point.From.ToColumn()).ToArray(),
            points.Select(point => point.To?.ToColumn()).ToArray());
    }

    /// <summary>Holds back everybody else who declares in the same legal community, until the transaction ends.</summary>
    internal static async Task<int?> LockLegalAsync(NpgsqlConnection connection, int community, CancellationToken cancellation)
    {
        var legal = await connection.ScalarAsync<int?>(
            "select legal_id from core.legal_now where community_id = $1", cancellation, community);
        if (legal is not null) await connection.RunAsync(LockSql, cancellation, legal);
        return legal;
    }

    /// <summary>Points of a configuration that another one of its legal community has on the same days; null when none.</summary>
    internal static async Task<JoinOutcome.Doubled?> DoubledAsync(
        NpgsqlConnection connection, int community, int legal, CancellationToken cancellation) =>
        (await connection.ListAsync(
            DoubledSql,
            row => new JoinOutcome.Doubled((int)row.GetInt64(1), row.GetString(0)),
            cancellation,
            community,
            legal)).FirstOrDefault();

    private static async Task WriteAsync(
        NpgsqlConnection connection, int community, int? legal, string? code, string who, CancellationToken cancellation)
    {
        await connection.RunAsync(PlaceSql, cancellation, community, legal, who.Storable());
        await connection.RunAsync(AuditSql, cancellation, community, who.Storable(), code);
    }
}
