using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage.Migrations;

/// <summary>Compares the schema of a database with the migrations of this program.</summary>
public sealed class SchemaState(NpgsqlDataSource db, IReadOnlyList<Migration> files) : ISchemaState
{
    private const string ThereSql = "select to_regclass('core.schema_version') is not null";
    private const string AppliedSql = "select version, name, sha256 from core.schema_version order by version";

    public SchemaState(NpgsqlDataSource db)
        : this(db, MigrationFiles.All)
    {
    }

    public async Task<string?> ProblemAsync(CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        if (await AppliedAsync(connection, cancellation) is not { } applied)
            return "Found no schema in the database, expected one: run 'cer migrate'.";
        if (Conflict(applied, files) is { } conflict) return conflict;
        return applied.Count < files.Count
            ? $"Found schema version {applied.Count}, expected {files.Count}: run 'cer migrate'."
            : null;
    }

    /// <summary>What was applied, by number; null in a database that was never migrated.</summary>
    internal static async Task<IReadOnlyList<Applied>?> AppliedAsync(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var there = connection.Command(ThereSql);
        if (await there.ExecuteScalarAsync(cancellation) is not true) return null;
        await using var command = connection.Command(AppliedSql);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var applied = new List<Applied>();
        while (await reader.ReadAsync(cancellation))
            applied.Add(new(reader.GetInt32(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2)));
        return applied;
    }

    /// <summary>Why no migration can lead from the one to the other; null when one can.</summary>
    internal static string? Conflict(IReadOnlyList<Applied> applied, IReadOnlyList<Migration> files)
    {
        foreach (var (done, file) in applied.Zip(files))
        {
            if (done.Version != file.Version || !file.Checksum.Span.SequenceEqual(done.Checksum))
            {
                return $"Found migration {done.Name} applied with another content than {file.Name} of this program has,"
                    + " expected a released file never to change: install the release that made this database.";
            }
        }

        return applied.Count > files.Count
            ? $"Found schema version {applied.Count}, expected at most {files.Count}: this program is older than"
                + " the database; install the newer one."
            : null;
    }

    internal sealed record Applied(int Version, string Name, byte[] Checksum);
}
