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

    private const string PartHomeSql =
        "update core.home_user set person_id = null, linked_at = null, linked_by = null where person_id = $1";

    /// <summary>Links of letters that went to where the person read its letters until now.</summary>
    public static Task EndLinksAsync(this NpgsqlConnection connection, int person, CancellationToken cancellation) =>
        connection.RunAsync(EndLinksSql, cancellation, person);

    /// <summary>Parts a person from the user of Home Assistant through which it enters without a password.</summary>
    public static Task PartHomeAsync(this NpgsqlConnection connection, int person, CancellationToken cancellation) =>
        connection.RunAsync(PartHomeSql, cancellation, person);

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
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
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
