using System.Text;
using Cer.Operations.Mail;

namespace Cer.Messaging.Post;

/// <summary>Reads a message that says a letter did not arrive.</summary>
/// <remarks>
/// Sources: RFC 3464 (multipart/report with message/delivery-status), of which "failed" counts and "delayed" does not;
/// for PEC the technical rules of D.M. 2 November 2005: X-Ricevuta, and X-Riferimento-Message-ID for the letter meant.
/// </remarks>
public static class BounceReader
{
    public const int LargestMessage = 30_000_000;

    private const int MostIds = 20;
    private const int MostGroups = 200;
    private const int LongestProblem = 500;

    private static readonly string[] PecFailures = ["errore-consegna", "non-accettazione", "rilevazione-virus"];

    /// <summary>The report; null when the message is none of a failure.</summary>
    public static Bounce? Read(ReadOnlySpan<byte> message)
    {
        // Headers and reports are ASCII or UTF-8; what else there is matters to nobody here.
        var top = new MimeReader(Encoding.UTF8.GetString(message));
        List<string> ids = [];
        string? problem = null;
        List<FailedRecipient> failed = [];
        if (top.Header("X-Ricevuta") is { } receipt)
        {
            if (!PecFailures.Contains(receipt.Trim(), StringComparer.OrdinalIgnoreCase)) return null;
            problem = $"PEC: {receipt.Trim()}";
            ids.AddRange(Ids(top.Header("X-Riferimento-Message-ID")));
        }

        foreach (var part in top.Parts())
        {
            if (part.MediaType is "message/delivery-status")
            {
                foreach (var group in Given(part.Body))
                {
                    problem ??= Problem(group);
                    failed.AddRange(Recipients(group));
                }

                ids.AddRange(EnvelopeIds(part.Body));
            }
            else if (part.MediaType is "message/rfc822" or "message/rfc822-headers" or "text/rfc822-headers" or "message/global"
                or "message/global-headers")
            {
                ids.AddRange(Ids(new MimeReader(part.Body).Header("Message-ID")));
            }
        }

        if (problem is null || ids.Count == 0) return null;
        return new([.. ids.Distinct(StringComparer.Ordinal).Take(
            MostIds)], problem.Length <= LongestProblem ? problem : problem[..LongestProblem])
        {
            Failed = [.. failed.Distinct().Take(MostIds)],
        };
    }

    /// <summary>The groups of fields about recipients that were given up.</summary>
    private static IEnumerable<MimeReader> Given(string status) => status.ReplaceLineEndings("\n")
        .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
        .Take(MostGroups)
        .Select(group => new MimeReader(group + "\n\n"))
        .Where(fields => string.Equals(fields.Header("Action")?.Trim(), "failed", StringComparison.OrdinalIgnoreCase));

    private static string Problem(MimeReader fields)
    {
        var said = fields.Header("Diagnostic-Code") ?? fields.Header("Status") ?? "no reason";
        var text = string.Concat(said.Select(character => char.IsControl(character) ? ' ' : character)).Trim();
        return $"Found a report that the letter was not delivered ({text}), expected none.";
    }

    /// <summary>Whom the group is about, as the letter had it and as it was in the end; with what the far server said, if it did.</summary>
    private static IEnumerable<FailedRecipient> Recipients(MimeReader fields)
    {
        // The reporting server may know no better than 5.0.0 where the far one was precise.
        var code = StatusCode.OfReply(fields.Header("Diagnostic-Code") ?? "") ?? StatusCode.Of(fields.Header("Status") ?? "");
        foreach (var name in (string[])["Original-Recipient", "Final-Recipient"])
        {
            var address = (fields.Header(name) ?? "").Split(';', 2)[^1].Trim().Trim('<', '>');
            if (address.Length is > 2 and <= 320) yield return new(address, code);
        }
    }

    private static IEnumerable<string> EnvelopeIds(string status) => status.ReplaceLineEndings("\n").Split("\n\n")
        .Select(group => new MimeReader(group + "\n\n").Header("Original-Envelope-Id"))
        .OfType<string>()
        .SelectMany(Ids);

    private static IEnumerable<string> Ids(string? header)
    {
        var id = (header ?? "").Trim().Trim('<', '>').Split('@')[0].Trim();
        if (id.Length is > 0 and <= 200) yield return id;
    }
}
