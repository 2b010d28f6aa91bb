using Cer.Workflows.Definitions;
using Cer.Workflows.Hosting;
using Cer.Workflows.Running;
using Npgsql;

namespace Cer.Storage.Workflows;

/// <summary>Workflow definitions in PostgreSQL.</summary>
public sealed class DefinitionStore(NpgsqlDataSource db, TimeProvider time) : IDefinitionStore
{
    private const string InsertSql = """
        insert into wf.definition (community_id, version_id, definition_id, version, name, document, is_latest, is_published,
          saved_at, saved_by, revision)
        values ($1, $2, $3, $4, $5, $6, true, false, $7, $8, $9)
        """;

    private const string UpdateSql = """
        update wf.definition set name = $3, document = $4, saved_at = $5, saved_by = $6, revision = revision + 1
        where community_id = $1 and version_id = $2
        """;

    private const string LastSql = """
        select coalesce(max(version), 0), coalesce(max(revision), 0) from wf.definition where community_id = $1 and definition_id = $2
        """;

    private const string RunsSql = """
        select exists (
          select from wf.instance where community_id = $1 and definition_id = $2 and status = 'Running')
        or exists (
          select from wf.inbox as w
          join wf.definition as d on d.community_id = w.community_id
            and (d.version_id = w.payload ->> 'versionId' or d.definition_id = w.payload ->> 'definitionId')
          where w.community_id = $1 and w.kind = 'start' and w.done_at is null and w.dead_at is null and d.definition_id = $2)
        """;

    private const string TriggerSql = """
        insert into wf.trigger (community_id, version_id, definition_id, activity_id, kind, key, schedule, time_zone, misfire,
          overlap, next_due, payload)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::json)
        """;

    private readonly DefinitionRows _rows = new();

    public IDefinitionSource Of(int tenant) => new DefinitionLookup(db, _rows, tenant);

    public async ValueTask<SavedDefinition?> FindAsync(
        int tenant, string definitionId, int? version, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var found = await _rows.ListAsync(
            connection,
            "where community_id = $1 and definition_id = $2 and (version = $3 or ($3::int is null and is_latest))",
            cancellation,
            tenant,
            definitionId.Storable(),
            version);
        return found.Count > 0 ? found[0] : null;
    }

    public async ValueTask<IReadOnlyList<SavedDefinition>> ListAsync(int tenant, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await _rows.ListAsync(
            connection, "where community_id = $1 and is_latest order by name, definition_id", cancellation, tenant);
    }

    public async ValueTask<IReadOnlyList<SavedDefinition>> VersionsAsync(
        int tenant, string definitionId, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await _rows.ListAsync(
            connection,
            "where community_id = $1 and definition_id = $2 order by version desc",
            cancellation,
            tenant,
            definitionId.Storable());
    }

    public async ValueTask<SavedDefinition> SaveAsync(
        int tenant, WorkflowDefinition definition, DefinitionRevision? expected, string who, CancellationToken cancellation, bool always)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var id = definition.DefinitionId.Storable() is { Length: > 0 } given ? given : Guid.NewGuid().ToString("n");
        await LockAsync(connection, tenant, id, cancellation);
        var latest = await LatestAsync(connection, tenant, id, cancellation);
        if (latest?.Revision != expected) throw new DefinitionConflictException(id, expected, latest?.Revision);
        var isDraft = latest is { PublishedAt: null, HasRun: false } && !always;
        var last = await LastAsync(connection, tenant, id, cancellation);
        var version = isDraft ? latest!.Revision.Version : last.Version + 1;
        var versionId = isDraft ? latest!.Definition.VersionId : await VersionIdAsync(connection, tenant, definition, latest, cancellation);
        var stamped = DefinitionStamp.Stamp(definition, versionId, id, version, isLatest: true, isPublished: false);
        var (text, now) = (DefinitionText.Write(stamped).Storable(), time.GetUtcNow().UtcDateTime);
        if (isDraft)
        {
            await connection.RunAsync(
                UpdateSql, cancellation, tenant, versionId, definition.Name?.Storable(), text, now, who.Storable());
        }
        else
        {
            await connection.RunAsync(
                "update wf.definition set is_latest = false where community_id = $1 and definition_id = $2 and is_latest",
                cancellation,
                tenant,
                id);
            await connection.RunAsync(
                InsertSql, cancellation, tenant, versionId, id, version, definition.Name?.Storable(), text, now, who.Storable(),
                last.Revision + 1);
        }

        var saved = await LatestAsync(connection, tenant, id, cancellation);
        await transaction.CommitAsync(cancellation);
        return saved!;
    }

    public async ValueTask PublishAsync(
        int tenant, string definitionId, DefinitionRevision expected, IReadOnlyList<Trigger> triggers, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await LockAsync(connection, tenant, definitionId, cancellation);
        var latest = await LatestAsync(connection, tenant, definitionId, cancellation);
        if (latest is null || latest.Revision != expected)
            throw new DefinitionConflictException(definitionId, expected, latest?.Revision);
        await RetractAsync(connection, tenant, definitionId, cancellation);
        await connection.RunAsync(
            "update wf.definition set is_published = true, published_at = $3 where community_id = $1 and version_id = $2",
            cancellation,
            tenant,
            latest.Definition.VersionId,
            time.GetUtcNow().UtcDateTime);
        foreach (var one in triggers)
            await connection.RunAsync(
                TriggerSql, cancellation, tenant, latest.Definition.VersionId, definitionId, one.ActivityId.Storable(), one.Kind,
                one.Key.Storable(), one.Schedule, one.TimeZone, one.Misfire, one.Overlap, one.NextDue?.UtcDateTime,
                FlowWords.Json(one.Payload));
        await connection.RunAsync(InboxSql.Notify, cancellation, InboxSql.Triggers);
        await transaction.CommitAsync(cancellation);
    }

    public async ValueTask<bool> RetractAsync(int tenant, string definitionId, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await LockAsync(connection, tenant, definitionId, cancellation);
        var retracted = await RetractAsync(connection, tenant, definitionId, cancellation);
        await transaction.CommitAsync(cancellation);
        return retracted;
    }

    public async ValueTask<IReadOnlyDictionary<string, int>> PublishedAsync(int tenant, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var found = await connection.ListAsync(
            "select definition_id, version from wf.definition where community_id = $1 and is_published",
            row => (row.GetString(0), row.GetInt32(1)),
            cancellation,
            tenant);
        return found.ToDictionary(one => one.Item1, one => one.Item2, StringComparer.Ordinal);
    }

    public async ValueTask<DefinitionDeletion> DeleteAsync(int tenant, string definitionId, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await LockAsync(connection, tenant, definitionId, cancellation);
        if (await LatestAsync(connection, tenant, definitionId.Storable(), cancellation) is null) return DefinitionDeletion.Unknown;
        if (await connection.ScalarAsync<bool>(RunsSql, cancellation, tenant, definitionId.Storable())) return DefinitionDeletion.Running;
        await RetractAsync(connection, tenant, definitionId, cancellation);
        await connection.RunAsync(
            "update wf.definition set is_latest = false where community_id = $1 and definition_id = $2 and is_latest",
            cancellation,
            tenant,
            definitionId.Storable());
        await transaction.CommitAsync(cancellation);
        return DefinitionDeletion.Deleted;
    }

    public async ValueTask<IReadOnlyList<Trigger>> EndpointsAsync(
        int tenant, string exceptDefinition, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.ListAsync(
            """
            select activity_id, kind, key, definition_id, version_id, payload from wf.trigger
            where community_id = $1 and kind = 'HttpEndpoint' and definition_id <> $2
            """,
            row => new Trigger(row.GetString(0), row.GetString(1), row.GetString(2))
            {
                Tenant = tenant,
                DefinitionId = row.GetString(3),
                VersionId = row.GetString(4),
                Payload = FlowWords.Payload(row.GetString(5)),
            },
            cancellation,
            tenant,
            exceptDefinition.Storable());
    }

    private static async Task<DefinitionRevision> LastAsync(
        NpgsqlConnection connection, int tenant, string definitionId, CancellationToken cancellation) =>
        (await connection.ListAsync(
            LastSql, row => new DefinitionRevision(row.GetInt32(0), row.GetInt32(1)), cancellation, tenant, definitionId))[0];

    private static Task<int> LockAsync(NpgsqlConnection connection, int tenant, string definitionId, CancellationToken cancellation) =>
        connection.RunAsync("select pg_advisory_xact_lock(hashtext($2), $1)", cancellation, tenant, "wf.definition/" + definitionId);

    private static async Task<bool> RetractAsync(
        NpgsqlConnection connection, int tenant, string definitionId, CancellationToken cancellation)
    {
        await connection.RunAsync(
            "delete from wf.trigger where community_id = $1 and definition_id = $2", cancellation, tenant, definitionId.Storable());
        return await connection.RunAsync(
            "update wf.definition set is_published = false where community_id = $1 and definition_id = $2 and is_published",
            cancellation,
            tenant,
            definitionId.Storable()) > 0;
    }

    /// <summary>Its own where nobody has it yet, so that others that came with it find it.</summary>
    private static async Task<string> VersionIdAsync(
        NpgsqlConnection connection, int tenant, WorkflowDefinition definition, SavedDefinition? latest, CancellationToken cancellation)
    {
        const string TakenSql = "select exists (select from wf.definition where community_id = $1 and version_id = $2)";
        var own = definition.VersionId.Storable();
        return latest is null && own.Length is > 0 and <= 200 && !await connection.ScalarAsync<bool>(TakenSql, cancellation, tenant, own)
            ? own
            : Guid.NewGuid().ToString("n");
    }

    private async Task<SavedDefinition?> LatestAsync(
        NpgsqlConnection connection, int tenant, string definitionId, CancellationToken cancellation)
    {
        var found = await _rows.ListAsync(
            connection, "where community_id = $1 and definition_id = $2 and is_latest", cancellation, tenant, definitionId);
        return found.Count > 0 ? found[0] : null;
    }
}
