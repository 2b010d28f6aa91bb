using Npgsql;

namespace Cer.Storage.People;

/// <summary>Changes people and records who did it, both or neither.</summary>
internal static class PersonActs
{
    private const string NoteSql = "insert into core.person_act (who, what, person_id) values ($1, $2, $3)";

    private const string EndTokensSql =
        "update core.api_token set ended_at = now() where person_id = $1 and ended_at is null";

    private const string EndLinksSql =
        "update core.sign_in_link set expires_at = now() where person_id = $1 and used_at is null and expires_at > now()";

    private const string ForgetDevicesSql = "delete from core.known_device where person_id = $1";
    private const string EndPasskeysSql = "delete from core.passkey where person_id = $1";

    private const string TurnSql = "select pg_advisory_xact_lock(hashtext('core.person_role'), 0)";

    // Whoever comes back begins anew by an invite, so nothing of the way in is held meanwhile, nor where letters went.
    private const string CloseSql = """
        update core.person
        set enabled = false, email = null, salt = null, hash = null, rounds = null, totp_secret = null, totp_pending = null
        where id = $1
        """;

    private const string ForgetLinksSql = "delete from core.sign_in_link where person_id = $1";
    private const string EndSessionsSql = "delete from core.person_session where person_id = $1";
    private const string EndInvitesSql =
        "update core.invite set expires_at = now() where person_id = $1 and used_at is null and expires_at > now()";

    private const string PartHomeSql =
        "update core.home_user set person_id = null, linked_at = null, linked_by = null where person_id = $1";

    /// <summary>Links of letters that went to where the person read its letters until now.</summary>
    public static Task EndLinksAsync(this NpgsqlConnection connection, int person, CancellationToken cancellation) =>
        connection.RunAsync(EndLinksSql, cancellation, person);

    /// <summary>Parts a person from the user of Home Assistant through which it enters without a password.</summary>
    public static Task PartHomeAsync(this NpgsqlConnection connection, int person, CancellationToken cancellation) =>
        connection.RunAsync(PartHomeSql, cancellation, person);

    /// <summary>Waits until nobody else changes accounts, up to the end of the transaction.</summary>
    public static Task<int> TurnAsync(this NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.RunAsync(TurnSql, cancellation);

    /// <summary>Closes an account, inside somebody's transaction: nothing of it opens any more, its open invite neither.</summary>
    /// <returns>Whether there is such a person.</returns>
    public static async Task<bool> CloseAsync(
        this NpgsqlConnection connection, int person, string who, string what, CancellationToken cancellation)
    {
        if (await connection.RunAsync(CloseSql, cancellation, person) == 0) return false;
        await connection.RunAsync(EndSessionsSql, cancellation, person);
        await connection.RunAsync(EndInvitesSql, cancellation, person);
        await connection.EndDoorsAsync(person, cancellation);
        await connection.PartHomeAsync(person, cancellation);
        await connection.RunAsync(ForgetLinksSql, cancellation, person);
        await connection.NoteAsync(who, what, person, cancellation);
        return true;
    }

    /// <summary>Ends tokens, links and passkeys of a person, and forgets the devices; sessions are for the caller.</summary>
    public static async Task EndDoorsAsync(
        this NpgsqlConnection connection, int person, CancellationToken cancellation)
    {
        foreach (var sql in new[] { EndTokensSql, EndLinksSql, ForgetDevicesSql, EndPasskeysSql })
            await connection.RunAsync(sql, cancellation, person);
    }

    /// <returns>Whether the first of the changes met a row; with none to make, true.</returns>
    public static async Task<bool> ActAsync(
        this NpgsqlDataSource db,
        string who,
        string what,
        int? person,
        IEnumerable<(string Sql, object?[] Values)> changes,
        CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        await using var transaction = await session.BeginTransactionAsync(cancellation);
        var connection = session.Connection;
        var first = true;
        foreach (var (sql, values) in changes)
        {
            if (await connection.RunAsync(sql, cancellation, values) == 0 && first) return false;
            first = false;
        }

        await connection.NoteAsync(who, what, person, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    public static Task<int> NoteAsync(
        this NpgsqlConnection connection, string who, string what, int? person, CancellationToken cancellation) =>
        connection.RunAsync(NoteSql, cancellation, who.Storable(), what, person);
}
