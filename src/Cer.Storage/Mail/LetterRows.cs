using Cer.Operations.Mail;
using Npgsql;

namespace Cer.Storage.Mail;

/// <summary>Reads letters and their standing from rows.</summary>
internal static class LetterRows
{
    public const string AttachmentsSql = """
        select name, media_type, content from core.letter_attachment
        where community_id = $1 and letter_id = $2 order by ordinal
        """;

    /// <summary>The columns id, state, attempts, at, problem, from the one given on.</summary>
    public static LetterStanding ReadStanding(this NpgsqlDataReader row, int column) => new(
        row.GetInt64(column),
        StateOf(row.GetString(column + 1)),
        row.GetInt32(column + 2),
        row.ReadInstant(column + 3),
        row.ReadText(column + 4));

    public static LetterState StateOf(string word) => word switch
    {
        "waiting" => LetterState.Waiting,
        "sent" => LetterState.Sent,
        "failed" => LetterState.Failed,
        "uncertain" => LetterState.Uncertain,
        "withheld" => LetterState.Withheld,
        _ => LetterState.Bounced,
    };

    public static Hindrance? HindranceOf(string? word) => word switch
    {
        null => null,
        "unsubscribed" => Hindrance.Unsubscribed,
        _ => Hindrance.Undeliverable,
    };

    /// <summary>
    /// The columns key, message_id, recipient, subject, html, plain, put_at, kind, reader_id, from the one given on; no attachments yet.
    /// </summary>
    public static StoredLetter ReadLetter(this NpgsqlDataReader row, int column) => new(
        new(
            LetterKinds.Of(row.ReadText(column + 7)),
            row.GetString(column),
            EmailAddress.Parse(row.GetString(column + 2), null),
            row.GetString(column + 3),
            row.GetString(column + 4),
            row.GetString(column + 5),
            [])
        {
            Reader = row.IsDBNull(column + 8) ? null : row.GetInt32(column + 8),
        },
        row.GetString(column + 1),
        row.ReadInstant(column + 6));

    public static async Task<StoredLetter> WithAttachmentsAsync(
        this NpgsqlConnection connection, StoredLetter letter, int community, long id, CancellationToken cancellation)
    {
        var attachments = await connection.ListAsync(
            AttachmentsSql,
            row => new Attachment(row.GetString(0), row.GetString(1), row.GetFieldValue<byte[]>(2)),
            cancellation,
            community,
            id);
        return letter with { Letter = letter.Letter with { Attachments = attachments } };
    }
}
