using Npgsql;

namespace Cer.Storage.Backup;

/// <summary>A database that is to receive a backup: it must hold no row.</summary>
public sealed class RestoreTarget(NpgsqlDataSource owner)
{
    private const string TablesSql = """
        select format('%I.%I', space.nspname, class.relname)
        from pg_class as class join pg_namespace as space on space.oid = class.relnamespace
        where class.relkind in ('r', 'p') and not class.relispartition
          and space.nspname !~ '^pg_' and space.nspname <> 'information_schema'
          and (space.nspname, class.relname) <> ('core', 'schema_version')
        order by 1
        """;

    private const string SchemasSql = """
        select format('%I', nspname) from pg_namespace
        where nspname !~ '^pg_' and nspname not in ('information_schema', 'public') and pg_has_role(nspowner, 'usage')
        order by 1
        """;

    // A dump leaves out the rights on the database itself; these are those of the migrations.
    private const string RightsSql = """
        do $$
        begin
          execute format('revoke all on database %I from public', current_database());
          execute format('grant connect on database %I to cer_app, cer_member, cer_rep', current_database());
        end
        $$;
        analyze;
        """;

    // From here to the end nobody but the owner gets in: what breaks a restore off after its dump opens no door of the backup.
    private const string ShutSql = """
        do $$
        begin
          execute format('revoke connect on database %I from public, cer_app, cer_member, cer_rep', current_database());
        end
        $$
        """;

    // What is short-lived ends in any case: a session that was ended since must not come back to life, nor a token or a link.
    private const string EndSql = """
        update core.api_token set ended_at = now() where ended_at is null;
        update core.invite set expires_at = now() where used_at is null and expires_at > now();
        delete from core.sign_in_link;
        delete from core.known_device;
        delete from core.passkey_challenge;
        delete from core.person_session;
        """;

    // A backup does not know what was removed after it: which password was changed because somebody had it, which passkey was in a
    // telephone that is lost, whom an administrator shut out. So none of it opens anything any more.
    private const string CloseSql = """
        delete from core.passkey;
        update core.person set salt = null, hash = null, rounds = null, totp_secret = null, totp_pending = null;
        update core.home_user set person_id = null, linked_at = null, linked_by = null where person_id is not null;
        insert into core.person_act (who, what) values ('restore', 'every way in closed after a restore');
        """;

    private const string KeptSql =
        "insert into core.person_act (who, what) values ('restore', 'passwords and passkeys of a backup kept')";

    /// <summary>Why the database cannot receive a backup; null when it can.</summary>
    public async Task<string?> ProblemAsync(CancellationToken cancellation)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        return await ProblemAsync(connection, cancellation);
    }

    /// <summary>Takes the empty tables of a migration away, so that those of the backup find their place.</summary>
    /// <returns>Why it cannot; null when it is done.</returns>
    public async Task<string?> ClearAsync(CancellationToken cancellation)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.RunAsync("set local lock_timeout = '5s'", cancellation);
        try
        {
            foreach (var schema in await connection.ListAsync(SchemasSql, row => row.GetString(0), cancellation))
            {
                foreach (var table in await connection.ListAsync(TablesSql, row => row.GetString(0), cancellation))
                    if (table.StartsWith($"{schema}.", StringComparison.Ordinal))
                        await connection.RunAsync($"lock table {table} in access exclusive mode", cancellation);
                if (await ProblemAsync(connection, cancellation) is { } problem) return problem;
                await connection.RunAsync($"drop schema {schema} cascade", cancellation);
            }
        }
        catch (PostgresException failure) when (
            failure.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
        {
            return "Found the database in use, expected nobody there: stop the server first.";
        }

        await connection.RunAsync(ShutSql, cancellation);
        await transaction.CommitAsync(cancellation);
        return null;
    }

    /// <summary>
    /// Closes the ways in of people, so that nothing opens by what was removed after the backup; then gives the running program its
    /// way in, and the planner its numbers.
    /// </summary>
    /// <param name="keepPeople">Passwords, passkeys, apps and links to users of Home Assistant stay as the backup has them.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task FinishAsync(bool keepPeople, CancellationToken cancellation)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await using (var transaction = await connection.BeginTransactionAsync(cancellation))
        {
            await connection.RunAsync(EndSql, cancellation);
            await connection.RunAsync(keepPeople ? KeptSql : CloseSql, cancellation);
            await transaction.CommitAsync(cancellation);
        }

        await using var command = connection.Command(RightsSql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<string?> ProblemAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        foreach (var table in await connection.ListAsync(TablesSql, row => row.GetString(0), cancellation))
            if (await connection.ScalarAsync<bool>($"select exists (select from {table})", cancellation))
                return $"Found rows in {table}, expected an empty database: restore into a new data folder "
                    + $"(./install.sh --restore FILE --data DIR).";
        return null;
    }
}
