using Cer.Operations.Mail;
using Cer.Operations.People;
using Cer.Operations.People.News;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage.People;

/// <summary>People in PostgreSQL.</summary>
public sealed class PeopleStore(NpgsqlDataSource db) : IPeopleStore
{
    private const string ListSql = $"""
        select {PersonColumns.Sql}, person.email, person.enabled, person.hash is not null, person.seen_at
        from core.person as person {PersonColumns.JoinSql}
        order by person.login
        """;

    private const string CredentialsSql =
        "select id, login, salt, hash, rounds, totp_secret, totp_pending, enabled from core.person where ";

    private const string SetPasswordSql = "update core.person set salt = $2, hash = $3, rounds = $4 where id = $1";
    private const string EndSessionsSql = "delete from core.person_session where person_id = $1";
    private const string ForgetDevicesSql = "delete from core.known_device where person_id = $1";
    private const string EndLinksSql =
        "update core.sign_in_link set expires_at = now() where person_id = $1 and used_at is null and expires_at > now()";
    private const string EndPasskeysSql = "delete from core.passkey where person_id = $1 and $2";
    private const string EndTokensSql =
        "update core.api_token set ended_at = now() where person_id = $1 and $2 and ended_at is null";
    private const string ReaderSql = """
        select person.id, person.name, person.email, person.language, coalesce(
          (select min(community_id) from core.person_role where person_id = person.id), (select min(id) from core.community))
        from core.person as person where person.id = $1 and person.email is not null
        """;

    private const string OfferTotpSql = "update core.person set totp_pending = $2 where id = $1";
    private const string ConfirmTotpSql = """
        update core.person set totp_secret = totp_pending, totp_pending = null, totp_step = $2
        where id = $1 and totp_pending is not null
        """;

    private const string UseTotpSql = "update core.person set totp_step = $2 where id = $1 and totp_step < $2";
    private const string RemoveTotpSql =
        "update core.person set totp_secret = null, totp_pending = null where id = $1";

    private readonly InviteTable _invites = new(db);
    private readonly PersonTable _table = new(db);

    public async Task<IReadOnlyList<KnownPerson>> ListAsync(CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        const int First = PersonColumns.Count;
        return await connection.ListAsync(
            ListSql,
            row => new KnownPerson(
                PersonColumns.Read(row),
                row.ReadText(First),
                !row.GetBoolean(First + 1) ? PersonState.Disabled
                    : row.GetBoolean(First + 2) ? PersonState.Active : PersonState.Invited,
                row.IsDBNull(First + 3) ? null : row.ReadInstant(First + 3)),
            cancellation);
    }

    public Task<Credentials?> CredentialsAsync(string login, CancellationToken cancellation) =>
        CredentialsAsync("login = $1", login.Storable(), cancellation);

    public Task<Credentials?> CredentialsAsync(int person, CancellationToken cancellation) =>
        CredentialsAsync("id = $1", person, cancellation);

    public Task<MadeInvite?> AddAsync(
        NewPerson person, SecretToken token, string who, CancellationToken cancellation) =>
        _invites.AddAsync(person, token, who, onlyFirst: false, cancellation);

    public Task<MadeInvite?> AddFirstAsync(
        NewPerson person, SecretToken token, string who, CancellationToken cancellation) =>
        _invites.AddAsync(person, token, who, onlyFirst: true, cancellation);

    public Task<MadeInvite?> InviteAsync(
        int person, SecretToken token, string who, CancellationToken cancellation) =>
        _invites.InviteAsync(person, token, who, cancellation);

    public Task<OpenInvite?> FindInviteAsync(SecretToken token, CancellationToken cancellation) =>
        _invites.FindAsync(token, cancellation);

    public Task<int?> AcceptAsync(SecretToken token, PasswordHash password, CancellationToken cancellation) =>
        _invites.AcceptAsync(token, password, cancellation);

    public Task SetPasswordAsync(
        int person, PasswordHash password, bool endKeys, string who, CancellationToken cancellation) =>
        db.ActAsync(
            who,
            endKeys ? "password changed, passkeys and tokens ended" : "password changed",
            person,
            [
                (SetPasswordSql, [person, password.Salt.ToArray(), password.Hash.ToArray(), password.Rounds]),
                (EndSessionsSql, [person]),
                (ForgetDevicesSql, [person]),
                (EndLinksSql, [person]),
                (EndPasskeysSql, [person, endKeys]),
                (EndTokensSql, [person, endKeys]),
            ],
            cancellation);

    public async Task OfferTotpAsync(int person, byte[] secret, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await connection.RunAsync(OfferTotpSql, cancellation, person, secret);
    }

    public Task ConfirmTotpAsync(int person, long step, string who, CancellationToken cancellation) => db.ActAsync(
        who, "codes begun", person, [(ConfirmTotpSql, [person, step]), (EndSessionsSql, [person])], cancellation);

    public async Task<bool> UseTotpAsync(int person, long step, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.RunAsync(UseTotpSql, cancellation, person, step) == 1;
    }

    public Task RemoveTotpAsync(int person, string who, CancellationToken cancellation) =>
        db.ActAsync(who, "codes ended", person, [(RemoveTotpSql, [person])], cancellation);

    public Task<ChangeOutcome> ChangeAsync(
        int person, PersonChange change, string who, CancellationToken cancellation) =>
        _table.ChangeAsync(person, change, who, cancellation);

    public Task<ChangeOutcome> DisableAsync(int person, string who, CancellationToken cancellation) =>
        _table.DisableAsync(person, who, cancellation);

    public async Task<NewsReader?> NewsReaderAsync(int person, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var found = await connection.ListAsync(
            ReaderSql,
            row => EmailAddress.TryParse(row.GetString(2), null, out var address) && !row.IsDBNull(4)
                ? new NewsReader(row.GetInt32(0), row.GetString(1), address, row.GetString(3), new(row.GetInt32(4)))
                : null,
            cancellation,
            person);
        return found.SingleOrDefault();
    }

    public Task NoteAsync(string who, string what, int? person, CancellationToken cancellation) =>
        db.ActAsync(who, what, person, [], cancellation);

    private async Task<Credentials?> CredentialsAsync(string condition, object value, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var found = await connection.ListAsync(
            CredentialsSql + condition,
            row => new Credentials(
                row.GetInt32(0),
                row.GetString(1),
                row.IsDBNull(3)
                    ? null
                    : new(row.GetFieldValue<byte[]>(2), row.GetFieldValue<byte[]>(3), row.GetInt32(4)),
                row.IsDBNull(5) ? null : row.GetFieldValue<byte[]>(5),
                row.IsDBNull(6) ? null : row.GetFieldValue<byte[]>(6),
                row.GetBoolean(7)),
            cancellation,
            value);
        return found.SingleOrDefault();
    }
}
