using Npgsql;

namespace Cer.Storage.Migrations;

/// <summary>Brings a database up to the schema of this program: forward only, each file in a transaction.</summary>
/// <param name="owner">Connections of the role that owns the schema.</param>
/// <param name="program">Name and version of the program, for the record.</param>
/// <param name="files">The migrations, by number.</param>
public sealed class Migrator(NpgsqlDataSource owner, string program, IReadOnlyList<Migration> files)
{
    private const string LockSql = "select pg_advisory_lock(hashtext('cer.migrate'), 0)";
    private const string UnlockSql = "select pg_advisory_unlock(hashtext('cer.migrate'), 0)";
    private const string BeginSql = """
        create schema if not exists core;
        create table if not exists core.schema_version (
          version    int         primary key,
          name       text        not null,
          sha256     bytea       not null check (octet_length(sha256) = 32),
          program    text        not null,
          applied_at timestamptz not null default now()
        );
        """;

    private const string RecordSql =
        "insert into core.schema_version (version, name, sha256, program) values ($1, $2, $3, $4)";

    public Migrator(NpgsqlDataSource owner, string program)
        : this(owner, program, MigrationFiles.All)
    {
    }

    /// <returns>The migrations applied now; none when the schema was up to date.</returns>
    /// <exception cref="SchemaException">A released file has changed, or the database is newer than this.</exception>
    public async Task<IReadOnlyList<Migration>> MigrateAsync(CancellationToken cancellation)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        // One migrator at a time; a second one waits here and then finds nothing to do.
        await connection.RunAsync(LockSql, cancellation);
        try
        {
            if (await SchemaState.AppliedAsync(connection, cancellation) is null)
                await connection.RunAsync(BeginSql, cancellation);
            var applied = await SchemaState.AppliedAsync(connection, cancellation) ?? [];
            if (SchemaState.Conflict(applied, files) is { } conflict) throw new SchemaException(conflict);
            Migration[] missing = [.. files.Skip(applied.Count)];
            foreach (var file in missing) await ApplyAsync(connection, file, cancellation);
            return missing;
        }
        finally
        {
            if (connection.State == System.Data.ConnectionState.Open)
                await connection.RunAsync(UnlockSql, CancellationToken.None);
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration file, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.RunAsync(file.Text, cancellation);
        await connection.RunAsync(RecordSql, cancellation, file.Version, file.Name, file.Checksum, program);
        await transaction.CommitAsync(cancellation);
    }
}
