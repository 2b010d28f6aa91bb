using Cer.Operations.People;
using Cer.Operations.People.Tokens;
using NodaTime;
using Npgsql;

namespace Cer.Storage.People;

/// <summary>Tokens for programs, in PostgreSQL; they live by the database's clock.</summary>
public sealed class TokenStore(NpgsqlDataSource db) : ITokenStore
{
    // One of a person after the other, so that two at once are not both the last.
    private const string TurnSql = "select from core.person where id = $1 for update";

    private const string CountSql =
        "select count(*) from core.api_token where person_id = $1 and ended_at is null and expires_at > now()";

    private const string AddSql = """
        insert into core.api_token (token_sha256, person_id, community_id, name, scopes, made_by, expires_at)
        values ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7)) returning id, expires_at
        """;

    private const string ListSql = """
        select token.id, token.name, community.code::text, token.scopes, token.made_at, token.expires_at, token.used_at,
          maker.name, token.of_one_scope
        from core.api_token as token join core.community as community on community.id = token.community_id
        left join core.person as maker
          on maker.id <> token.person_id and token.made_by = 'person:' || maker.id
        where token.person_id = $1 and token.ended_at is null and token.expires_at > now()
        order by token.made_at desc, token.id desc
        """;

    private const string FindSql = $"""
        select {PersonColumns.Sql}, community.id, community.code::text, token.scopes, token.id,
          token.used_at is null or token.used_at < now() - interval '1 minute'
        from core.api_token as token
        join core.community as community on community.id = token.community_id
        join core.person as person on person.id = token.person_id and person.enabled
        {PersonColumns.JoinSql}
        where token.token_sha256 = $1 and token.ended_at is null and token.expires_at > now()
        """;

    private const string UsedSql = "update core.api_token set used_at = now() where token_sha256 = $1";

    private const string EndSql =
        "update core.api_token set ended_at = now() where person_id = $1 and id = $2 and ended_at is null";

    private const int Most = 20;

    public async Task<(long Id, Instant ExpiresAt)?> AddAsync(
        NewToken token, SecretToken secret, string who, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        await using var transaction = await session.BeginTransactionAsync(cancellation);
        var connection = session.Connection;
        await connection.RunAsync(TurnSql, cancellation, token.Person);
        if (await connection.ScalarAsync<long>(CountSql, cancellation, token.Person) >= Most) return null;
        var made = await connection.ListAsync(
            AddSql,
            row => (row.GetInt64(0), row.ReadInstant(1)),
            cancellation,
            secret.Hash,
            token.Person,
            token.Community.Value,
            token.Name.Storable(),
            token.Scopes.Select(scope => scope.Word()).Distinct().ToArray(),
            who.Storable(),
            token.Days);
        await connection.NoteAsync(who, "token made", token.Person, cancellation);
        await transaction.CommitAsync(cancellation);
        return made.Single();
    }

    public async Task<IReadOnlyList<ApiToken>> ListAsync(int person, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.ListAsync(
            ListSql,
            row => new ApiToken(
                row.GetInt64(0),
                row.GetString(1),
                row.GetString(2),
                Scopes(row, 3),
                row.ReadInstant(4),
                row.ReadInstant(5),
                row.IsDBNull(6) ? null : row.ReadInstant(6),
                row.ReadText(7),
                row.GetBoolean(8)),
            cancellation,
            person);
    }

    public async Task<TokenBearer?> FindAsync(SecretToken secret, CancellationToken cancellation)
    {
        const int More = PersonColumns.Count;
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var found = await connection.ListAsync(
            FindSql,
            row => (
                Bearer: new TokenBearer(
                    TokenBearer.Of(PersonColumns.Read(row), new(row.GetInt32(More)), row.GetString(More + 1)),
                    row.GetInt64(More + 3),
                    Scopes(row, More + 2)),
                Stale: row.GetBoolean(More + 4)),
            cancellation,
            secret.Hash);
        if (found is not [var token]) return null;
        // Not with every call: once a minute is enough to see that it is used.
        if (token.Stale) await connection.RunAsync(UsedSql, cancellation, secret.Hash);
        return token.Bearer;
    }

    public Task<bool> EndAsync(int person, long id, string who, CancellationToken cancellation) =>
        db.ActAsync(who, "token ended", person, [(EndSql, [person, id])], cancellation);

    private static TokenScope[] Scopes(NpgsqlDataReader row, int column) =>
    [
        .. row.GetFieldValue<string[]>(column).Select(word => TokenScopes.Of(word) ?? throw new InvalidDataException(
            $"Found '{word}' in the database, expected a scope.")),
    ];
}
