using System.Collections.Concurrent;
using Npgsql;

namespace Cer.Storage;

/// <summary>The numbers of points and units of communities, read again only when something was added to them.</summary>
/// <remarks>Whether it was is asked each time in the transaction itself: another node may have added it.</remarks>
internal sealed class KnownCatalogs
{
    private const string StampSql = """
        select (select coalesce(max(version), 0) from core.definition where community_id = $1),
          (select count(*) from core.pod where community_id = $1),
          (select count(*) from core.unit where community_id = $1)
        """;

    private readonly ConcurrentDictionary<int, Known> _known = [];

    public async Task<PointCatalog> OfAsync(NpgsqlConnection connection, int community, CancellationToken cancellation)
    {
        // Before the catalog itself: what is added meanwhile is found the next time.
        var stamp = (await connection.PreparedListAsync(
            StampSql, row => (row.GetInt32(0), row.GetInt64(1), row.GetInt64(2)), cancellation, community))[0];
        if (_known.TryGetValue(community, out var known) && known.Stamp == stamp) return known.Catalog;
        var catalog = await PointCatalog.LoadAsync(connection, community, cancellation);
        _known[community] = new(stamp, catalog);
        return catalog;
    }

    private sealed record Known((int Version, long Points, long Units) Stamp, PointCatalog Catalog);
}
