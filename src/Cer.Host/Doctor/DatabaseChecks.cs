using System.Globalization;
using Cer.Host.Data;
using Cer.Storage.Migrations;
using Npgsql;

namespace Cer.Host.Doctor;

/// <summary>The checks of the database; the first fault that hides the others is the last finding.</summary>
internal static class DatabaseChecks
{
    private const int OldestServer = 15;
    private const string MayRewriteSql = """
        select has_table_privilege('core.reading', 'update') or has_table_privilege('core.reading', 'delete')
        """;

    // Rows are never removed, so the size of the table tells whether there are any; reading it takes no right.
    private const string UnplacedSql = "select pg_relation_size('core.reading_default') > 0";
    private const string PutOffSql = """
        select count(*)::int, coalesce(min(kind || ' of ' || period), ''), coalesce(min(last_error), '')
        from core.work where attempts > 0 and done_at is null
        """;

    public static async Task<IReadOnlyList<Finding>> RunAsync(NpgsqlDataSource db, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        try
        {
            await using var connection = await db.OpenConnectionAsync(cancellation);
            findings.Add(connection.PostgreSqlVersion.Major >= OldestServer
                ? new($"PostgreSQL {connection.PostgreSqlVersion} answers")
                : new($"Found PostgreSQL {connection.PostgreSqlVersion}, expected {OldestServer} or newer",
                    "./install.sh --move-cluster moves the data to a newer one"));
            if (await new SchemaState(db).ProblemAsync(cancellation) is { } problem)
            {
                findings.Add(new(problem, "cer migrate, or install the program version that made the database"));
                return findings;
            }

            findings.Add(new("the schema is the program's"));
            findings.Add(await AskAsync(connection, MayRewriteSql, cancellation)
                ? new("the program's role may rewrite readings, expected that it may only add",
                    "give the connection in settings.json the role cer_app")
                : new("the program may add readings and never rewrite them"));
            findings.Add(await AskAsync(connection, UnplacedSql, cancellation)
                ? new("readings stand outside every month's partition", "restart the server: it makes the partitions that are missing")
                : new("every reading stands in the partition of its month"));
            findings.Add(await PutOffAsync(connection, cancellation));
        }
        catch (NpgsqlException failure)
        {
            findings.Add(new(
                $"the database cannot be reached: {DatabaseFault.Reason(failure)}",
                "./install.sh starts the private one; a database of your own is named in settings.json"));
        }

        return findings;
    }

    private static async Task<bool> AskAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    private static async Task<Finding> PutOffAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(PutOffSql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var count = reader.GetInt32(0);
        return count == 0
            ? new("no work of the background service is put off")
            : new(
                string.Create(CultureInfo.InvariantCulture,
                    $"{count} pieces of work are put off, one of them {reader.GetString(1)}: {reader.GetString(2)}"),
                "cer settle --community CODE --month M names what is wrong; mended, the work is done by itself");
    }
}
