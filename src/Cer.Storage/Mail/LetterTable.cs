using Cer.Operations.Mail;
using Npgsql;

namespace Cer.Storage.Mail;

/// <summary>Rows of letters, inside somebody's transaction: a letter and its place in the queue come together, once for a key.</summary>
internal static class LetterTable
{
    private const string PutSql = """
        insert into core.letter (community_id, key, message_id, recipient, subject, html, plain, put_at, person_id,
          kind, optional, reader_id)
        select id, $2, 'cer.' || substr(encode(sha256(convert_to(code || E'\n' || $2 || E'\n' || $3, 'UTF8')), 'hex'), 1, 40),
          $3, $4, $5, $6, $7, $8::int, $9, $10, $11::int
        from core.community where id = $1
        on conflict (community_id, key) do nothing
        returning id
        """;

    private const string AttachSql = """
        insert into core.letter_attachment (community_id, letter_id, ordinal, name, media_type, content)
        values ($1, $2, $3, $4, $5, $6)
        """;

    private const string HindranceSql = "select core.letter_hindrance($1, $2, $3::int, $4)";

    private const string QueueSql = "insert into core.letter_queue (community_id, letter_id) values ($1, $2)";

    /// <summary>Why an optional letter is not to be put; null when it is.</summary>
    public static async Task<Hindrance?> HindranceAsync(
        NpgsqlConnection connection, int community, Letter letter, CancellationToken cancellation) => letter.Kind.IsOptional()
            ? LetterRows.HindranceOf(await connection.ScalarAsync<string>(
                HindranceSql, cancellation, community, letter.Kind.Word(), letter.Reader, letter.To.ToString()))
            : null;

    /// <returns>Its number; null where one of the key is there, or no such community.</returns>
    public static async Task<long?> PutAsync(
        NpgsqlConnection connection, int community, Letter letter, DateTime at, CancellationToken cancellation)
    {
        if (LetterCheck.Problem(letter) is { } problem) throw new ArgumentException(problem, nameof(letter));
        var id = await connection.ScalarAsync<long?>(
            PutSql,
            cancellation,
            community,
            letter.Key.Storable(),
            letter.To.ToString(),
            letter.Subject.Storable(),
            letter.Html.Storable(),
            letter.Text.Storable(),
            at,
            letter.Person,
            letter.Kind.Word(),
            letter.Kind.IsOptional(),
            letter.Kind.IsOptional() ? letter.Reader : null);
        if (id is not { } put) return null;
        for (var i = 0; i < letter.Attachments.Count; i++)
        {
            var attachment = letter.Attachments[i];
            await connection.RunAsync(
                AttachSql,
                cancellation,
                community,
                put,
                (short)i,
                attachment.Name.Storable(),
                attachment.MediaType,
                attachment.Bytes.ToArray());
        }

        await connection.RunAsync(QueueSql, cancellation, community, put);
        return put;
    }
}
