using Cer.Domain.Metering;
using Cer.Operations.Homes;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Homes;

/// <summary>The swaps of meters, in PostgreSQL.</summary>
public sealed class HomeSwaps(NpgsqlDataSource db) : IHomeSwaps
{
    private const string Sql = """
        select exists (
          select from core.meter_swap as swap
          join core.pod as pod on (pod.community_id, pod.id) = (swap.community_id, swap.pod_id)
          where (swap.community_id, pod.code, swap.meter) = ($1, $2, $3) and swap.at >= $4 and swap.at < $5)
        """;

    public async Task<bool> WasSwappedAsync(
        CommunityId community, string pod, MeterRole meter, Instant from, Instant before, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.ScalarAsync<bool>(
            Sql, cancellation, community.Value, pod, (short)meter, from.ToUtc(), before.ToUtc());
    }
}
