using System.Collections.Concurrent;
using Cer.Workflows.Definitions;
using Cer.Workflows.Hosting;
using Npgsql;

namespace Cer.Storage.Workflows;

/// <summary>Rows of definitions as definitions; what was read of late is not read from text again.</summary>
internal sealed class DefinitionRows
{
    private const int MostKept = 500;

    private const string Columns = """
        select version_id, definition_id, version, document, is_latest, is_published, has_run, revision, saved_at,
          coalesce((select p.name from core.person as p where saved_by = 'person:' || p.id), saved_by), published_at, community_id
        from wf.definition
        """;

    private readonly ConcurrentDictionary<(int, string, int, bool, bool), WorkflowDefinition> _read = new();
    private readonly ConcurrentDictionary<(int, string), WorkflowDefinition> _fixed = new();

    /// <summary>A version that was seen to be published or to have run, and so stays as it is for ever; null when none was.</summary>
    public WorkflowDefinition? Fixed(int tenant, string versionId) => _fixed.GetValueOrDefault((tenant, versionId));

    public Task<List<SavedDefinition>> ListAsync(
        NpgsqlConnection connection, string where, CancellationToken cancellation, params object?[] values) =>
        connection.ListAsync($"{Columns} {where}", Read, cancellation, values);

    private SavedDefinition Read(NpgsqlDataReader row)
    {
        var read = new SavedDefinition(
            Definition(row),
            new(row.GetInt32(2), row.GetInt32(7)),
            row.GetBoolean(4),
            row.GetBoolean(5),
            row.GetBoolean(6),
            new(row.GetDateTime(8), TimeSpan.Zero),
            row.GetString(9),
            row.IsDBNull(10) ? null : new DateTimeOffset(row.GetDateTime(10), TimeSpan.Zero));
        if (_fixed.Count >= MostKept) _fixed.Clear();
        if (read.HasRun || read.PublishedAt is not null) _fixed[(row.GetInt32(11), row.GetString(0))] = read.Definition;
        return read;
    }

    private WorkflowDefinition Definition(NpgsqlDataReader row)
    {
        var key = (row.GetInt32(11), row.GetString(0), row.GetInt32(7), row.GetBoolean(4), row.GetBoolean(5));
        if (_read.TryGetValue(key, out var known)) return known;
        var read = DefinitionStamp.Stamp(
            DefinitionText.Read(row.GetString(3)), row.GetString(0), row.GetString(1), row.GetInt32(2), key.Item4, key.Item5);
        if (_read.Count >= MostKept) _read.Clear();
        return _read[key] = read;
    }
}
