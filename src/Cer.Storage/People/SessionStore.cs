using Cer.Operations.People;
using Cer.Operations.People.Sessions;
using Npgsql;

namespace Cer.Storage.People;

/// <summary>Sessions in PostgreSQL: over after twelve idle hours and, whatever happens, after a week.</summary>
public sealed class SessionStore(NpgsqlDataSource db) : ISessionStore
{
    private const string Idle = "interval '12 hours'";
    private const string Life = "interval '7 days'";

    private const string OpenSql = $"""
        insert into core.person_session
          (token_sha256, person_id, idle_until, expires_at, way, browser, os, place, network, device_sha256)
        values ($1, $2, now() + {Idle}, now() + {Life}, $3, $4, $5, $6, $7, $8)
        """;

    // Those that are over, and the oldest of one who has many.
    private const string SweepSql = """
        delete from core.person_session
        where idle_until < now() or expires_at < now() or token_sha256 in (
          select token_sha256 from core.person_session where person_id = $1
          order by began_at desc, token_sha256 offset 20)
        """;

    private const string RememberSql = """
        insert into core.known_device (person_id, token_sha256) values ($1, $2)
        on conflict (person_id, token_sha256) do update set seen_at = now()
        """;

    private const string SweepDevicesSql = """
        delete from core.known_device
        where person_id = $1 and (seen_at < now() - interval '1 year' or token_sha256 in (
          select token_sha256 from core.known_device where person_id = $1
          order by seen_at desc, token_sha256 offset 20))
        """;

    private const string KnowsSql = """
        select exists (
          select from core.known_device as device join core.person as person on person.id = device.person_id
          where device.token_sha256 = $1 and ($2::text is null or person.login = $2) and device.seen_at > now() - interval '1 year')
        """;

    private const string FindSql = $"""
        select {PersonColumns.Sql}, session.seen_at < now() - interval '1 minute'
        from core.person_session as session
        join core.person as person on person.id = session.person_id and person.enabled
        {PersonColumns.JoinSql}
        where session.token_sha256 = $1 and session.idle_until > now() and session.expires_at > now()
        """;

    // Not with every call: once a minute is enough to see that somebody is there.
    private const string SeenSql = $"""
        with seen as (
          update core.person_session set seen_at = now(), idle_until = now() + {Idle}
          where token_sha256 = $1 returning person_id)
        update core.person set seen_at = now() from seen where person.id = seen.person_id
        """;

    private const string ListSql = """
        select id, token_sha256 = $2, way, browser, os, place, network, began_at, seen_at, expires_at
        from core.person_session
        where person_id = $1 and idle_until > now() and expires_at > now()
        order by token_sha256 = $2 desc, seen_at desc, id
        """;

    private const string EndSql = "delete from core.person_session where token_sha256 = $1";

    private const string EndOneSql = """
        with ended as (
          delete from core.person_session where person_id = $1 and id = $2 returning device_sha256)
        delete from core.known_device as device using ended
        where device.person_id = $1 and device.token_sha256 = ended.device_sha256
        """;

    private const string IsThereSql = "select exists (select from core.person_session where person_id = $1 and id = $2)";

    private const string EndOthersSql = "delete from core.person_session where person_id = $1 and token_sha256 <> $2";

    private const string ForgetOthersSql = """
        delete from core.known_device
        where person_id = $1 and token_sha256 not in (
          select device_sha256 from core.person_session where token_sha256 = $2 and device_sha256 is not null)
        """;

    public Task OpenAsync(int person, SecretToken token, CancellationToken cancellation) =>
        OpenAsync(person, token, Visitor.Unknown, SignInWay.Password, cancellation);

    public async Task OpenAsync(
        int person, SecretToken token, Visitor visitor, SignInWay way, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.RunAsync(
            OpenSql,
            cancellation,
            token.Hash,
            person,
            Word(way),
            visitor.Browser,
            visitor.System,
            visitor.Place,
            visitor.Network,
            visitor.Device?.Hash);
        await connection.RunAsync(SeenSql, cancellation, token.Hash);
        if (visitor.Device is { } device) await connection.RunAsync(RememberSql, cancellation, person, device.Hash);
        await transaction.CommitAsync(cancellation);
        await connection.RunAsync(SweepSql, cancellation, person);
        await connection.RunAsync(SweepDevicesSql, cancellation, person);
    }

    public async Task<Person?> FindAsync(SecretToken token, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var found = await connection.ListAsync(
            FindSql,
            row => (Person: PersonColumns.Read(row), Stale: row.GetBoolean(PersonColumns.Count)),
            cancellation,
            token.Hash);
        if (found is not [var session]) return null;
        if (session.Stale) await connection.RunAsync(SeenSql, cancellation, token.Hash);
        return session.Person;
    }

    public async Task<bool> KnowsAsync(SecretToken device, string? login, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.ScalarAsync<bool>(KnowsSql, cancellation, device.Hash, login?.Storable());
    }

    public async Task<IReadOnlyList<OpenSession>> ListAsync(
        int person, SecretToken? own, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.ListAsync(
            ListSql,
            row => new OpenSession(
                row.GetInt64(0),
                row.GetBoolean(1),
                row.ReadText(2),
                row.ReadText(3),
                row.ReadText(4),
                row.ReadText(5),
                row.ReadText(6),
                row.ReadInstant(7),
                row.ReadInstant(8),
                row.ReadInstant(9)),
            cancellation,
            person,
            own?.Hash ?? []);
    }

    public async Task EndAsync(SecretToken token, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await connection.RunAsync(EndSql, cancellation, token.Hash);
    }

    public async Task<bool> EndAsync(int person, long session, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        if (!await connection.ScalarAsync<bool>(IsThereSql, cancellation, person, session)) return false;
        await connection.RunAsync(EndOneSql, cancellation, person, session);
        return true;
    }

    public async Task<int> EndOthersAsync(int person, SecretToken? own, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.RunAsync(ForgetOthersSql, cancellation, person, own?.Hash ?? []);
        var ended = await connection.RunAsync(EndOthersSql, cancellation, person, own?.Hash ?? []);
        await transaction.CommitAsync(cancellation);
        return ended;
    }

    private static string Word(SignInWay way) => way switch
    {
        SignInWay.Passkey => "passkey",
        SignInWay.Link => "link",
        SignInWay.Invite => "invite",
        _ => "password",
    };
}
