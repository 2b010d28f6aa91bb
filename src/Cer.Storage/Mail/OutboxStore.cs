using Cer.Operations.Mail;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage.Mail;

/// <summary>The outbox in PostgreSQL: a letter and its place in the queue come together, once for a key.</summary>
public sealed class OutboxStore(NpgsqlDataSource db, TimeProvider time) : IOutbox
{
    private const string FindSql = "select id from core.letter where community_id = $1 and key = $2";

    private const string StandingSql = """
        select key, id, state, attempts, at, problem from core.letter_standing
        where community_id = $1 and key = any ($2::text[])
        """;

    private const string StandingOfAllSql = """
        select key, id, state, attempts, at, problem from core.letter_standing
        where community_id = $1 and starts_with(key, $2)
        """;

    public async Task<PutLetter> PutAsync(CommunityId community, Letter letter, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await LetterTable.HindranceAsync(connection, community.Value, letter, cancellation) is { } hindered)
        {
            return await connection.ScalarAsync<long?>(FindSql, cancellation, community.Value, letter.Key.Storable()) is { } before
                ? new(before, false)
                : new(0, false) { Hindered = hindered };
        }

        var id = await LetterTable.PutAsync(
            connection, community.Value, letter, time.GetUtcNow().UtcDateTime, cancellation);
        if (id is not { } put)
        {
            return await connection.ScalarAsync<long?>(FindSql, cancellation, community.Value, letter.Key.Storable()) is { } there
                ? new(there, false)
                : throw new ArgumentException($"Found no community {community}, expected one of the store.", nameof(community));
        }

        await transaction.CommitAsync(cancellation);
        return new(put, true);
    }

    public Task<IReadOnlyDictionary<string, LetterStanding>> StandingAsync(
        CommunityId community, IReadOnlyCollection<string> keys, CancellationToken cancellation) =>
        StandingAsync(StandingSql, community, keys.ToArray(), cancellation);

    public Task<IReadOnlyDictionary<string, LetterStanding>> StandingOfAllAsync(
        CommunityId community, string beginning, CancellationToken cancellation) =>
        StandingAsync(StandingOfAllSql, community, beginning, cancellation);

    private async Task<IReadOnlyDictionary<string, LetterStanding>> StandingAsync(
        string sql, CommunityId community, object which, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var rows = await connection.ListAsync(
            sql, row => (row.GetString(0), row.ReadStanding(1)), cancellation, community.Value, which);
        return rows.ToDictionary(row => row.Item1, row => row.Item2, StringComparer.Ordinal);
    }
}
