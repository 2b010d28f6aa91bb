using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage;

/// <summary>The one target that changes are told to, and the outbox in which they wait for it.</summary>
/// <param name="db">The database.</param>
/// <param name="name">What its tables are called by.</param>
/// <param name="rebuildSql">Puts everything of a community ($1) down.</param>
/// <param name="keepsSums">Whether it is kept what the target was told: that is of no use to another.</param>
internal sealed class Sink(NpgsqlDataSource db, string name, string rebuildSql, bool keepsSums = false)
{
    private const string CommunitiesSql = "select id from core.community where $1::int is null or id = $1 order by id";

    private readonly string _openSql = $"""
        insert into core.{name}_sink (target) values ($1)
        on conflict (only_one) do update
        set target = excluded.target, since = now(), written_at = null, problem = null, problem_at = null
        where {name}_sink.target <> excluded.target
        """;

    private readonly string _closeSql = $"delete from core.{name}_sink";

    private readonly string _emptySql = $"delete from core.{name}_outbox";

    private readonly string _forgetSql = $"delete from core.{name}_sum";

    private readonly string _noteSql = $"""
        update core.{name}_sink set problem = $1::text, problem_at = case when $1::text is null then null else now() end,
          written_at = case when $1::text is null then now() else written_at end
        """;

    private readonly string _stateSql = $"""
        select target, (select count(*)::int from (select distinct community_id, day from core.{name}_outbox) as waiting),
          written_at, problem
        from core.{name}_sink
        """;

    /// <summary>Begins to put changes down for a target; another than before is given everything, or is not begun at all.</summary>
    /// <returns>Whether it is another.</returns>
    public async Task<bool> OpenAsync(string target, CancellationToken cancellation, params object?[] rebuild)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await connection.RunAsync(_openSql, cancellation, target.Storable()) == 0) return false;
        if (keepsSums) await connection.RunAsync(_forgetSql, cancellation);
        foreach (var community in await CommunitiesAsync(connection, null, cancellation))
            await RebuildAsync(connection, community, rebuild, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>There is no target any more: nothing is put down.</summary>
    public async Task CloseAsync(CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        if (await connection.RunAsync(_closeSql, cancellation) == 0) return;
        await connection.RunAsync(_emptySql, cancellation);
        if (keepsSums) await connection.RunAsync(_forgetSql, cancellation);
    }

    /// <summary>Puts everything down, of a community or of all; returns how many rows that are.</summary>
    public async Task<int> RebuildAsync(CommunityId? community, CancellationToken cancellation, params object?[] rebuild)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var rows = 0;
        foreach (var id in await CommunitiesAsync(connection, community, cancellation))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            rows += await RebuildAsync(connection, id, rebuild, cancellation);
            await transaction.CommitAsync(cancellation);
        }

        return rows;
    }

    /// <summary>Notes how the last sending went; a null sentence is a success.</summary>
    public async Task NoteAsync(string? problem, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await connection.RunAsync(_noteSql, cancellation, problem?.Storable());
    }

    /// <summary>How it stands; null without a target.</summary>
    public async Task<SinkState?> StateAsync(CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var found = await connection.ListAsync(
            _stateSql,
            row => new SinkState(row.GetString(0), row.GetInt32(1), row.IsDBNull(2) ? null : row.ReadInstant(2), row.ReadText(3)),
            cancellation);
        return found.Count > 0 ? found[0] : null;
    }

    private static Task<List<int>> CommunitiesAsync(
        NpgsqlConnection connection, CommunityId? community, CancellationToken cancellation) =>
        connection.ListAsync(CommunitiesSql, row => row.GetInt32(0), cancellation, community?.Value);

    private async Task<int> RebuildAsync(
        NpgsqlConnection connection, int community, object?[] rebuild, CancellationToken cancellation)
    {
        // Whoever writes already may not have seen the target: what he brings is waited for and counted in.
        await connection.LockCommunityAsync(community, cancellation);
        return await connection.RunAsync(rebuildSql, cancellation, [community, .. rebuild]);
    }
}
