using Cer.Operations.People;
using Npgsql;

namespace Cer.Storage.People;

/// <summary>Sessions in PostgreSQL: over after twelve idle hours and, whatever happens, after a week.</summary>
public sealed class SessionStore(NpgsqlDataSource db) : ISessionStore
{
    private const string Idle = "interval '12 hours'";
    private const string Life = "interval '7 days'";

    private const string OpenSql = $"""
        insert into core.person_session (token_sha256, person_id, idle_until, expires_at)
        values ($1, $2, now() + {Idle}, now() + {Life})
        """;

    // Those that are over, and the oldest of one who has many.
    private const string SweepSql = """
        delete from core.person_session
        where idle_until < now() or expires_at < now() or token_sha256 in (
          select token_sha256 from core.person_session where person_id = $1
          order by began_at desc, token_sha256 offset 20)
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

    private const string EndSql = "delete from core.person_session where token_sha256 = $1";

    public async Task OpenAsync(int person, SecretToken token, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.RunAsync(OpenSql, cancellation, token.Hash, person);
        await connection.RunAsync(SeenSql, cancellation, token.Hash);
        await transaction.CommitAsync(cancellation);
        await connection.RunAsync(SweepSql, cancellation, person);
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

    public async Task EndAsync(SecretToken token, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await connection.RunAsync(EndSql, cancellation, token.Hash);
    }
}
