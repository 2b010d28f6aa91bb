using Cer.Host.Data;
using Cer.Storage;
using Npgsql;

namespace Cer.Host.Doctor;

/// <summary>Whether members can be shown their own, by a role that may read nothing else.</summary>
internal static class MemberCheck
{
    private const string Own =
        "run db/roles.sql as a superuser, give cer_member a password, and write member_connection into settings.json;"
        + " ./install.sh does it for the private database";

    private const string MaySql = """
        select has_schema_privilege('core', 'usage') or exists (
          select from pg_class where relnamespace = 'core'::regnamespace
            and relkind in ('r', 'p', 'v') and has_table_privilege(oid, 'select')),
          (select count(*) from mine.profile)
        """;

    public static async Task<Finding> RunAsync(Settings settings, CancellationToken cancellation)
    {
        if (settings.MemberConnection is not { Length: > 0 } address)
            return new("members cannot see their own: Found no member_connection, expected one", Own);
        try
        {
            await using var db = Database.Open(address);
            await using var connection = await db.OpenConnectionAsync(cancellation);
            await using var command = new NpgsqlCommand(MaySql, connection);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            await reader.ReadAsync(cancellation);
            return reader.GetBoolean(0) || reader.GetInt64(1) > 0
                ? new("the role of members may read more than mine.*, expected nothing else",
                    "give member_connection in settings.json the role cer_member")
                : new("members read their own, by a role that may read nothing else");
        }
        catch (NpgsqlException failure)
        {
            return new($"members cannot see their own: {DatabaseFault.Reason(failure)}", Own);
        }
    }
}
