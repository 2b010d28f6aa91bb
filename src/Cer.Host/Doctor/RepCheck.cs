using Cer.Host.Data;
using Cer.Storage;
using Npgsql;

namespace Cer.Host.Doctor;

/// <summary>Whether dashboards can read their sums, by a role that may read nothing else.</summary>
internal static class RepCheck
{
    private const string Own =
        "run db/roles.sql as a superuser, give cer_rep a password, and write rep_connection into settings.json;"
        + " ./install.sh does it for the private database";

    private const string MaySql = """
        select exists (select from pg_namespace where nspname in ('core', 'mine', 'wf') and has_schema_privilege(oid, 'usage'))
          or has_database_privilege(current_database(), 'temporary, create')
          or exists (
            select from pg_class where relnamespace in (select oid from pg_namespace where nspname in ('core', 'mine', 'wf'))
              and relkind in ('r', 'p', 'v') and has_table_privilege(oid, 'select')),
          (select count(*) from rep.community)
        """;

    public static async Task<Finding> RunAsync(Settings settings, CancellationToken cancellation)
    {
        if (settings.RepConnection is not { Length: > 0 } address)
            return new("dashboards cannot be read: Found no rep_connection, expected one", Own);
        try
        {
            await using var db = Database.Open(address);
            await using var connection = await db.OpenConnectionAsync(cancellation);
            await using var command = new NpgsqlCommand(MaySql, connection);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            await reader.ReadAsync(cancellation);
            return reader.GetBoolean(0)
                ? new("the role of dashboards may read more than rep.*, expected nothing else",
                    "give rep_connection in settings.json the role cer_rep")
                : new("dashboards read their sums, by a role that may read nothing else");
        }
        catch (NpgsqlException failure)
        {
            return new($"dashboards cannot be read: {DatabaseFault.Reason(failure)}", Own);
        }
    }
}
