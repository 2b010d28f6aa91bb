using Cer.Domain.Metering;
using Cer.Exchange.UrbanDatasets;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage.Truth;

/// <summary>The swaps of meters, in PostgreSQL.</summary>
public sealed class MeterSwapStore(NpgsqlDataSource db, TimeProvider time) : IMeterSwapStore
{
    private const string AddSql = """
        insert into core.meter_swap (community_id, id, pod_id, meter, at, injected_final_ukwh, withdrawn_final_ukwh,
          produced_final_ukwh, injected_initial_ukwh, withdrawn_initial_ukwh, produced_initial_ukwh, reason, author, recorded_at, unit_id)
        select $1, coalesce((select max(id) from core.meter_swap where community_id = $1), 0) + 1, $2, $3, $4,
          $5, $6, $7, $8, $9, $10, $11, $12, $13,
          (select id from core.unit where community_id = $1 and code = $14)
        where exists (select from core.pod where community_id = $1 and id = $2)
          and ($14::text is null or exists (
            select from core.unit_terms as terms
            join core.unit as unit on (unit.community_id, unit.id) = (terms.community_id, terms.unit_id)
            where (terms.community_id, terms.pod_id, unit.code) = ($1, $2, $14)))
        on conflict (community_id, pod_id, meter, unit_id, at) do nothing
        returning id
        """;

    private const string AuditSql = """
        insert into core.audit (community_id, who, what, detail)
        values ($1, $2, 'meter swapped', jsonb_build_object('point', $3::int, 'swap', $4::int))
        """;

    public async Task<int?> AddAsync(
        CommunityId community,
        int point,
        MeterRole meter,
        string? unit,
        MeterSwap final,
        MeterSwap initial,
        string reason,
        string author,
        CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        var id = await connection.ScalarAsync<int?>(
            AddSql,
            cancellation,
            community.Value,
            point,
            (short)meter,
            initial.At.ToUtc(),
            final.Injected.ToColumn(),
            final.Withdrawn.ToColumn(),
            final.Produced.ToColumn(),
            initial.Injected.ToColumn(),
            initial.Withdrawn.ToColumn(),
            initial.Produced.ToColumn(),
            reason.Storable(),
            author.Storable(),
            time.GetUtcNow().UtcDateTime,
            unit?.Storable());
        if (id is null) return null;
        await MeterChangeStore.SettleAsync(connection, community.Value, time.GetUtcNow().UtcDateTime, cancellation);
        await connection.RunAsync(AuditSql, cancellation, community.Value, author.Storable(), point, id);
        await transaction.CommitAsync(cancellation);
        return id;
    }
}
