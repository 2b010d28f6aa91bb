using Cer.Operations.Mail;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage.Mail;

/// <summary>The outbox in PostgreSQL: a letter and its place in the queue come together, once for a key.</summary>
public sealed class OutboxStore(NpgsqlDataSource db, TimeProvider time) : IOutbox
{
    private const string PutSql = """
        insert into core.letter (community_id, key, message_id, recipient, subject, html, plain, put_at)
        select id, $2, 'cer.' || substr(encode(sha256(convert_to(code || E'\n' || $2 || E'\n' || $3, 'UTF8')), 'hex'), 1, 40),
          $3, $4, $5, $6, $7
        from core.community where id = $1
        on conflict (community_id, key) do nothing
        returning id
        """;

    private const string AttachSql = """
        insert into core.letter_attachment (community_id, letter_id, ordinal, name, media_type, content)
        values ($1, $2, $3, $4, $5, $6)
        """;

    private const string QueueSql = "insert into core.letter_queue (community_id, letter_id) values ($1, $2)";

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
        if (LetterCheck.Problem(letter) is { } problem) throw new ArgumentException(problem, nameof(letter));
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var id = await connection.ScalarAsync<long?>(
            PutSql,
            cancellation,
            community.Value,
            letter.Key.Storable(),
            letter.To.ToString(),
            letter.Subject.Storable(),
            letter.Html.Storable(),
            letter.Text.Storable(),
            time.GetUtcNow().UtcDateTime);
        if (id is not { } put)
        {
            return await connection.ScalarAsync<long?>(FindSql, cancellation, community.Value, letter.Key.Storable()) is { } there
                ? new(there, false)
                : throw new ArgumentException($"Found no community {community}, expected one of the store.", nameof(community));
        }

        for (var i = 0; i < letter.Attachments.Count; i++)
        {
            var attachment = letter.Attachments[i];
            await connection.RunAsync(
                AttachSql,
                cancellation,
                community.Value,
                put,
                (short)i,
                attachment.Name.Storable(),
                attachment.MediaType,
                attachment.Bytes.ToArray());
        }

        await connection.RunAsync(QueueSql, cancellation, community.Value, put);
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
