using Cer.Operations.People.Passkeys;
using Npgsql;

namespace Cer.Storage.People;

/// <summary>Passkeys in PostgreSQL.</summary>
public sealed class PasskeyStore(NpgsqlDataSource db) : IPasskeyStore
{
    private const int Most = 10;

    private const string OwnerSql = """
        select person.id, person.handle::text, person.login, person.name from core.person as person
        """;

    private const string MayEnter = "and person.enabled and person.hash is not null";

    private const string StoredSql = """
        select credential_id, public_key, sign_count, transports, backup_eligible, backed_up, domain from core.passkey
        where person_id = $1 order by id
        """;

    private const string ListSql =
        "select id, name, backed_up, made_at, used_at, domain from core.passkey where person_id = $1 order by id";

    private const string TurnSql = "select from core.person where id = $1 for update";
    private const string CountSql = "select count(*) from core.passkey where person_id = $1";

    private const string AnswerSql = """
        insert into core.passkey_challenge (challenge_sha256) values ($1) on conflict do nothing
        """;

    private const string SweepSql = "delete from core.passkey_challenge where used_at < now() - interval '1 hour'";

    private const string AddSql = """
        insert into core.passkey
          (credential_id, person_id, public_key, sign_count, transports, backup_eligible, backed_up, name, domain)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (credential_id) do nothing returning id
        """;

    // Two answers at once with the same count: one of them is not the passkey's.
    private const string UseSql = """
        update core.passkey set sign_count = $2, backed_up = $3, used_at = now()
        where credential_id = $1 and (sign_count < $2 or (sign_count = 0 and $2 = 0))
        """;

    private const string WhoseSql = "select person_id from core.passkey where credential_id = $1";
    private const string RenameSql = "update core.passkey set name = $3 where person_id = $1 and id = $2";
    private const string RemoveSql = "delete from core.passkey where person_id = $1 and id = $2";

    public Task<PasskeyOwner?> OwnerAsync(int person, CancellationToken cancellation) =>
        OwnerAsync($"where person.id = $1 {MayEnter}", person, cancellation);

    public Task<PasskeyOwner?> OwnerAsync(string handle, CancellationToken cancellation) =>
        Guid.TryParse(handle, out var known)
            ? OwnerAsync($"where person.handle = $1 {MayEnter}", known, cancellation)
            : Task.FromResult<PasskeyOwner?>(null);

    public Task<PasskeyOwner?> OwnerOfAsync(byte[] credentialId, CancellationToken cancellation) => OwnerAsync(
        "join core.passkey as passkey on passkey.person_id = person.id where passkey.credential_id = $1",
        credentialId,
        cancellation);

    public async Task<IReadOnlyList<StoredPasskey>> StoredAsync(int person, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.ListAsync(
            StoredSql,
            row => new StoredPasskey(
                row.GetFieldValue<byte[]>(0),
                row.GetFieldValue<byte[]>(1),
                checked((uint)row.GetInt64(2)),
                row.GetFieldValue<string[]>(3),
                row.GetBoolean(4),
                row.GetBoolean(5),
                row.ReadText(6)),
            cancellation,
            person);
    }

    public async Task<IReadOnlyList<KnownPasskey>> ListAsync(int person, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.ListAsync(
            ListSql,
            row => new KnownPasskey(
                row.GetInt64(0),
                row.GetString(1),
                row.GetBoolean(2),
                row.ReadInstant(3),
                row.IsDBNull(4) ? null : row.ReadInstant(4),
                row.ReadText(5)),
            cancellation,
            person);
    }

    public async Task<long?> AddAsync(
        int person, StoredPasskey passkey, string name, byte[] challenge, string who, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        await using var transaction = await session.BeginTransactionAsync(cancellation);
        var connection = session.Connection;
        await connection.RunAsync(TurnSql, cancellation, person);
        if (await connection.ScalarAsync<long>(CountSql, cancellation, person) >= Most
            || await connection.RunAsync(AnswerSql, cancellation, challenge) == 0) return null;
        var id = await connection.ScalarAsync<long?>(
            AddSql,
            cancellation,
            passkey.CredentialId,
            person,
            passkey.PublicKey,
            (long)passkey.SignCount,
            passkey.Transports.Select(transport => transport.Storable()).ToArray(),
            passkey.BackupEligible,
            passkey.BackedUp,
            name.Storable(),
            passkey.Domain);
        if (id is null) return null;
        await connection.NoteAsync(who, "passkey added", person, cancellation);
        await transaction.CommitAsync(cancellation);
        return id;
    }

    public async Task<PasskeyUse> UseAsync(StoredPasskey passkey, byte[] challenge, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        var connection = session.Connection;
        await connection.RunAsync(SweepSql, cancellation);
        await using var transaction = await session.BeginTransactionAsync(cancellation);
        if (await connection.RunAsync(AnswerSql, cancellation, challenge) == 0) return PasskeyUse.Over;
        var isGood = await connection.RunAsync(
            UseSql, cancellation, passkey.CredentialId, (long)passkey.SignCount, passkey.BackedUp) == 1;
        if (!isGood)
        {
            if (await connection.ScalarAsync<int?>(WhoseSql, cancellation, passkey.CredentialId) is not { } person)
                return PasskeyUse.Over;
            await connection.NoteAsync($"person:{person}", "passkey refused: its count went back", person, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return isGood ? PasskeyUse.Good : PasskeyUse.WentBack;
    }

    public async Task<bool> RenameAsync(int person, long id, string name, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.RunAsync(RenameSql, cancellation, person, id, name.Storable()) == 1;
    }

    public Task<bool> RemoveAsync(int person, long id, string who, CancellationToken cancellation) =>
        db.ActAsync(who, "passkey removed", person, [(RemoveSql, [person, id])], cancellation);

    private async Task<PasskeyOwner?> OwnerAsync(string condition, object value, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var found = await connection.ListAsync(
            $"{OwnerSql} {condition}",
            row => new PasskeyOwner(row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetString(3)),
            cancellation,
            value);
        return found.SingleOrDefault();
    }
}
