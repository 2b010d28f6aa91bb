using Cer.Operations.Dashboards;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage.Dashboards;

/// <summary>Places and nicknames in PostgreSQL, revision by revision.</summary>
public sealed class PlaceStore(NpgsqlDataSource db) : IPlaceStore
{
    private const string SaveSql = """
        with added as (
        insert into core.place (community_id, pod_id, revision, name, kind, contracted_kw, opens, closes, declared_by)
        select $1, pod.id, coalesce(known.revision, 0) + 1, sent.name, sent.kind, sent.contracted_kw, sent.opens, sent.closes, $2
        from unnest($3::text[], $4::text[], $5::text[], $6::numeric[], $7::time[], $8::time[])
          as sent (pod, name, kind, contracted_kw, opens, closes)
        join core.pod as pod on pod.community_id = $1 and pod.code = sent.pod
        left join lateral (
          select * from core.place where community_id = $1 and pod_id = pod.id order by revision desc limit 1) as known on true
        where known.revision is null or (known.name, known.kind, known.contracted_kw, known.opens, known.closes)
          is distinct from (sent.name, sent.kind, sent.contracted_kw, sent.opens, sent.closes)
        returning pod_id, revision)
        insert into core.audit (community_id, who, what, detail)
        select $1, $2, 'place', jsonb_build_object('point', pod_id, 'revision', revision) from added
        """;

    private const string NicknameSql = """
        insert into core.nickname (community_id, member_id, revision, nickname, chosen_by)
        select $1, member.id, coalesce(known.revision, 0) + 1, sent.nickname, $2
        from unnest($3::text[], $4::text[]) as sent (member, nickname)
        join core.member as member on member.community_id = $1 and member.code = sent.member
        left join lateral (
          select revision, nickname from core.nickname
          where community_id = $1 and member_id = member.id order by revision desc limit 1) as known on true
        where known.nickname is distinct from sent.nickname
        """;

    public Task SaveAsync(
        CommunityId community, IReadOnlyCollection<PlaceTerms> places, string who, CancellationToken cancellation) => AddAsync(
            community,
            SaveSql,
            cancellation,
            community.Value,
            who.Storable(),
            places.Select(place => place.Pod).ToArray(),
            places.Select(place => place.Name?.Storable()).ToArray(),
            places.Select(place => Word(place.Kind)).ToArray(),
            places.Select(place => place.ContractedKw).ToArray(),
            places.Select(place => place.Hours?.Opens.ToTimeOnly()).ToArray(),
            places.Select(place => place.Hours?.Closes.ToTimeOnly()).ToArray());

    public Task NicknameAsync(
        CommunityId community, IReadOnlyDictionary<string, string?> nicknames, string who, CancellationToken cancellation) => AddAsync(
            community,
            NicknameSql,
            cancellation,
            community.Value,
            who.Storable(),
            nicknames.Keys.ToArray(),
            nicknames.Values.Select(nickname => nickname?.Storable()).ToArray());

    private static string Word(PlaceKind kind) => kind switch
    {
        PlaceKind.PublicLighting => "public_lighting",
        PlaceKind.School => "school",
        PlaceKind.PublicBuilding => "public_building",
        _ => "other",
    };

    /// <summary>One writer after the other, so that each finds the revision before its own.</summary>
    private async Task AddAsync(CommunityId community, string sql, CancellationToken cancellation, params object?[] values)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        await connection.RunAsync(sql, cancellation, values);
        await transaction.CommitAsync(cancellation);
    }
}
