using Cer.Domain;
using Npgsql;

namespace Cer.Storage;

/// <summary>The numbers of points and units of a community in a transaction.</summary>
/// <remarks>
/// A reading that names no unit belongs to the only unit of its point, so that naming it and leaving it out are one
/// series; without a unit, or with several, it belongs to the point itself (unit 0).
/// </remarks>
internal sealed class PointCatalog
{
    private const string PodsSql = "select code, id from core.pod where community_id = $1";
    private const string UnitsSql = "select code, id from core.unit where community_id = $1";
    private const string OnlyUnitsSql = """
        select pod_id, min(unit_id) from core.unit_terms
        where community_id = $1
          and version = (select max(version) from core.definition where community_id = $1)
        group by pod_id having count(*) = 1
        """;

    private readonly Dictionary<string, int> _pods;
    private readonly Dictionary<string, int> _units;
    private readonly Dictionary<int, int> _onlyUnits;

    private PointCatalog(Dictionary<string, int> pods, Dictionary<string, int> units, Dictionary<int, int> onlyUnits) =>
        (_pods, _units, _onlyUnits) = (pods, units, onlyUnits);

    public IReadOnlyDictionary<string, int> Pods => _pods;

    public IReadOnlyDictionary<string, int> Units => _units;

    public static async Task<PointCatalog> LoadAsync(
        NpgsqlConnection connection, int community, CancellationToken cancellation)
    {
        var pods = await connection.ListAsync(PodsSql, Code, cancellation, community);
        var units = await connection.ListAsync(UnitsSql, Code, cancellation, community);
        var only = await connection.ListAsync(
            OnlyUnitsSql, row => KeyValuePair.Create(row.GetInt32(0), row.GetInt32(1)), cancellation, community);
        return new(new(pods, StringComparer.Ordinal), new(units, StringComparer.Ordinal), new(only));

        static KeyValuePair<string, int> Code(NpgsqlDataReader row) => new(row.GetString(0), row.GetInt32(1));
    }

    /// <exception cref="InvalidOperationException">The community does not know the point.</exception>
    public int PodId(Pod pod) => _pods.TryGetValue(pod.Code, out var id)
        ? id
        : throw new InvalidOperationException(
            "Found a point that the registry of the community does not know, expected one that it declares.");

    public int? FindPod(Pod pod) => _pods.TryGetValue(pod.Code, out var id) ? id : null;

    /// <exception cref="InvalidOperationException">The community does not know the unit.</exception>
    public int UnitId(int pod, string? unit)
    {
        if (unit is null) return _onlyUnits.GetValueOrDefault(pod);
        return _units.TryGetValue(unit, out var id)
            ? id
            : throw new InvalidOperationException(
                $"Found unit {unit}, expected one that the registry of the community declares.");
    }

    public Dictionary<int, Pod> PodsById() => _pods.ToDictionary(pod => pod.Value, pod => Pod.Parse(pod.Key, null));

    public Dictionary<int, string> UnitsById() => _units.ToDictionary(unit => unit.Value, unit => unit.Key);
}
