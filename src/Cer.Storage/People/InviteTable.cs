using Cer.Operations.People;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage.People;

/// <summary>Invites in PostgreSQL: one at a time for a person, good for a week, accepted once.</summary>
internal sealed class InviteTable(NpgsqlDataSource db)
{
    private const string LockSql = "lock table core.person in share row exclusive mode";
    private const string AnybodySql = "select exists (select from core.person)";
    private const string AddSql = """
        insert into core.person (login, name, email) values ($1, $2, $3) on conflict (login) do nothing returning id
        """;

    private const string RoleSql = """
        insert into core.person_role (person_id, role, community_id, member_id) values ($1, $2, $3, $4)
        on conflict do nothing
        """;

    private const string EnableSql = "update core.person set enabled = true where id = $1";
    private const string EndSql =
        "update core.invite set expires_at = now() where person_id = $1 and used_at is null and expires_at > now()";

    private const string InviteSql = """
        insert into core.invite (token_sha256, person_id, made_by, expires_at)
        values ($1, $2, $3, now() + interval '7 days') returning expires_at
        """;

    private const string FindSql = """
        select person.login, person.name, invite.expires_at
        from core.invite as invite join core.person as person on person.id = invite.person_id and person.enabled
        where invite.token_sha256 = $1 and invite.used_at is null and invite.expires_at > now()
        """;

    private const string UseSql = """
        update core.invite set used_at = now()
        where token_sha256 = $1 and used_at is null and expires_at > now() returning person_id
        """;

    // Whoever lost the app as well as the password comes in again by the invite: it begins the account anew.
    private const string AcceptSql = """
        update core.person
        set salt = $2, hash = $3, rounds = $4, totp_secret = null, totp_pending = null
        where id = $1 and enabled
        """;

    private const string EndSessionsSql = "delete from core.person_session where person_id = $1";

    public async Task<MadeInvite?> AddAsync(
        NewPerson person, SecretToken token, string who, bool onlyFirst, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (onlyFirst)
        {
            await connection.RunAsync(LockSql, cancellation);
            if (await connection.ScalarAsync<bool>(AnybodySql, cancellation)) return null;
        }

        var id = await connection.ScalarAsync<int>(
            AddSql, cancellation, person.Login, person.Name.Storable(), person.Email?.Storable());
        if (id == 0) return null;
        foreach (var role in person.Roles)
        {
            await connection.RunAsync(
                RoleSql, cancellation, id, role.Role.Word(), role.Community?.Value, role.Member);
        }

        var made = await InviteAsync(connection, id, token, who, cancellation);
        await connection.NoteAsync(who, "added", id, cancellation);
        await transaction.CommitAsync(cancellation);
        return made;
    }

    public async Task<MadeInvite?> InviteAsync(
        int person, SecretToken token, string who, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await connection.RunAsync(EnableSql, cancellation, person) == 0) return null;
        var made = await InviteAsync(connection, person, token, who, cancellation);
        await connection.NoteAsync(who, "invited", person, cancellation);
        await transaction.CommitAsync(cancellation);
        return made;
    }

    public async Task<OpenInvite?> FindAsync(SecretToken token, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var found = await connection.ListAsync(
            FindSql,
            row => new OpenInvite(row.GetString(0), row.GetString(1), row.ReadInstant(2)),
            cancellation,
            token.Hash);
        return found.SingleOrDefault();
    }

    public async Task<int?> AcceptAsync(SecretToken token, PasswordHash password, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        await using var transaction = await session.BeginTransactionAsync(cancellation);
        var connection = session.Connection;
        var person = await connection.ScalarAsync<int>(UseSql, cancellation, token.Hash);
        if (person == 0) return null;
        var accepted = await connection.RunAsync(
            AcceptSql, cancellation, person, password.Salt.ToArray(), password.Hash.ToArray(), password.Rounds);
        if (accepted == 0) return null;
        await connection.RunAsync(EndSessionsSql, cancellation, person);
        await connection.EndDoorsAsync(person, cancellation);
        await connection.NoteAsync($"person:{person}", "invite accepted", person, cancellation);
        await transaction.CommitAsync(cancellation);
        return person;
    }

    /// <summary>An invite inside somebody's transaction; the earlier ones of the person end.</summary>
    public static async Task<MadeInvite> InviteAsync(
        NpgsqlConnection connection, int person, SecretToken token, string who, CancellationToken cancellation)
    {
        await connection.RunAsync(EndSql, cancellation, person);
        var made = await connection.ListAsync(
            InviteSql, row => row.ReadInstant(0), cancellation, token.Hash, person, who.Storable());
        return new(person, token, made.Single());
    }
}
