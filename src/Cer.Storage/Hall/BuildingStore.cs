using Cer.Operations.Dashboards;
using Cer.Operations.Hall;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Hall;

/// <summary>Points of the municipality and their hours, from the sums that dashboards read.</summary>
public sealed class BuildingStore(NpgsqlDataSource db) : IBuildingStore
{
    // As core.municipal_point has it: whoever held the point last.
    private const string PointsSql = """
        select point.pod_id, right(pod.code, 4), place.name, place.kind, place.contracted_kw, place.opens, place.closes,
          place.revision, place.declared_by, place.declared_at
        from core.membership as point
        join core.member_terms as terms on terms.community_id = point.community_id and terms.version = point.version
          and terms.member_id = point.member_id and terms.category = 'local_authority'
        join core.pod as pod on pod.community_id = point.community_id and pod.id = point.pod_id
        left join lateral (
          select * from core.place
          where community_id = point.community_id and pod_id = point.pod_id order by revision desc limit 1) as place on true
        where point.community_id = $1
          and point.version = (select max(version) from core.definition where community_id = $1)
          and not exists (select from core.membership as later where later.community_id = point.community_id
            and later.version = point.version and later.pod_id = point.pod_id and later.from_day > point.from_day)
        order by point.pod_id
        """;

    private const string HoursSql = """
        select starts_at, withdrawn_ukwh, self_ukwh, peak_ukw from core.place_sum
        where community_id = $1 and pod_id = $2 and starts_at >= $3 and starts_at < $4 order by starts_at
        """;

    private const string QualitySql = """
        select pod_id, sum(expected)::bigint, sum(received)::bigint, sum(estimated)::bigint from core.quality_day
        where community_id = $1 and starts_at >= $2 and starts_at < $3 group by pod_id
        """;

    public async Task<IReadOnlyList<MunicipalPoint>> PointsAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(PointsSql, Point, cancellation, community.Value);
    }

    public async Task<IReadOnlyList<PointHour>> HoursAsync(
        CommunityId community, int point, Interval span, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            HoursSql,
            row => new PointHour(row.ReadInstant(0), row.GetInt64(1), row.ReadValue<long>(2), row.ReadValue<long>(3)),
            cancellation,
            community.Value,
            point,
            span.Start.ToUtc(),
            span.End.ToUtc());
    }

    public async Task<IReadOnlyDictionary<int, PointQuality>> QualityAsync(
        CommunityId community, Interval span, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var rows = await connection.ListAsync(
            QualitySql,
            row => (Point: row.GetInt32(0), Quality: new PointQuality(row.GetInt64(1), row.GetInt64(2), row.GetInt64(3))),
            cancellation,
            community.Value,
            span.Start.ToUtc(),
            span.End.ToUtc());
        return rows.ToDictionary(row => row.Point, row => row.Quality);
    }

    private static MunicipalPoint Point(NpgsqlDataReader row) => new(
        row.GetInt32(0),
        row.GetString(1),
        row.ReadText(2),
        row.ReadText(3) switch
        {
            "public_lighting" => PlaceKind.PublicLighting,
            "school" => PlaceKind.School,
            "public_building" => PlaceKind.PublicBuilding,
            _ => PlaceKind.Other,
        },
        row.ReadValue<decimal>(4),
        row.IsDBNull(5)
            ? null
            : (LocalTime.FromTimeOnly(row.GetFieldValue<TimeOnly>(5)), LocalTime.FromTimeOnly(row.GetFieldValue<TimeOnly>(6))),
        row.IsDBNull(7) ? null : (row.GetInt32(7), row.GetString(8), row.ReadInstant(9)));
}
