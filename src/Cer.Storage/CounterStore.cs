using System.Text.Json;
using Cer.Domain;
using Cer.Domain.Metering.Counters;
using Cer.Operations.Intake.Counters;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>What counters showed last, in PostgreSQL: one row each, written over.</summary>
public sealed class CounterStore(NpgsqlDataSource db) : ICounterStore
{
    private const string LoadSql = """
        select state::text, version from core.counter_state where community_id = $1 and device = $2 and component = $3
        """;

    private const string SaveSql = """
        insert into core.counter_state (community_id, device, component, version, state, changed_at)
        select $1, $2, $3, $4 + 1, $5::jsonb, $6 where $4 = 0
        on conflict do nothing
        """;

    private const string ReplaceSql = """
        update core.counter_state set version = version + 1, state = $5::jsonb, changed_at = $6
        where community_id = $1 and device = $2 and component = $3 and version = $4
        """;

    public async Task<(CounterPair State, long Version)> LoadAsync(
        CommunityId community, string device, string component, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var rows = await connection.ListAsync(
            LoadSql, row => (row.GetString(0), row.GetInt64(1)), cancellation, community.Value, device.Storable(), component);
        return rows is [var (state, version)] ? (Read(state), version) : (CounterPair.Empty, 0);
    }

    public async Task<bool> SaveAsync(
        CommunityId community,
        string device,
        string component,
        CounterPair state,
        long version,
        Instant now,
        CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.RunAsync(
            version == 0 ? SaveSql : ReplaceSql,
            cancellation,
            community.Value,
            device.Storable(),
            component,
            version,
            JsonSerializer.Serialize(new Pair(Of(state.Forward), Of(state.Backward))),
            now.ToUtc()) == 1;
    }

    private static CounterPair Read(string json)
    {
        var pair = JsonSerializer.Deserialize<Pair>(json)!;
        return new(Of(pair.Forward), Of(pair.Backward));
    }

    private static Kept Of(CounterState state) => new(
        Of(state.Last),
        state.Mark is { } mark ? [mark.At.ToUnixTimeTicks(), mark.Total.MicroKilowattHours, mark.IsEstimated ? 1 : 0] : null,
        Of(state.Doubt),
        state.DoubtSince?.ToUnixTimeTicks());

    private static long[]? Of(CounterSample? sample) =>
        sample is { } shown ? [shown.At.ToUnixTimeTicks(), shown.Total.MicroKilowattHours] : null;

    private static CounterState Of(Kept kept) => new(
        Sample(kept.Last),
        kept.Mark is [var at, var total, var estimated]
            ? new CounterMark(Instant.FromUnixTimeTicks(at), Energy.FromMicroKilowattHours(total), estimated == 1)
            : null,
        Sample(kept.Doubt),
        kept.DoubtSince is { } since ? Instant.FromUnixTimeTicks(since) : null);

    private static CounterSample? Sample(long[]? kept) => kept is [var at, var total]
        ? new CounterSample(Instant.FromUnixTimeTicks(at), Energy.FromMicroKilowattHours(total))
        : null;

    /// <summary>Instants in ticks since 1970, energies in micro-kWh.</summary>
    private sealed record Kept(long[]? Last, long[]? Mark, long[]? Doubt, long? DoubtSince);

    private sealed record Pair(Kept Forward, Kept Backward);
}
