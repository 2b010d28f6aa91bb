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
    private const int LongestProblem = 500;

    private static readonly string[] PecFailures = ["errore-consegna", "non-accettazione", "rilevazione-virus"];

    /// <summary>The report; null when the message is none of a failure.</summary>
    public static Bounce? Read(ReadOnlySpan<byte> message)
    {
        // Headers and reports are ASCII or UTF-8; what else there is matters to nobody here.
        var top = new MimeReader(Encoding.UTF8.GetString(message));
        List<string> ids = [];
        string? problem = null;
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
                problem ??= Failure(part.Body);
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
            MostIds)], problem.Length <= LongestProblem ? problem : problem[..LongestProblem]);
    }

    /// <summary>The reason in the first group of fields about a recipient that was given up.</summary>
    private static string? Failure(string status)
    {
        foreach (var group in status.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = new MimeReader(group + "\n\n");
            if (!string.Equals(fields.Header("Action")?.Trim(), "failed", StringComparison.OrdinalIgnoreCase)) continue;
            var said = fields.Header("Diagnostic-Code") ?? fields.Header("Status") ?? "no reason";
            var text = string.Concat(said.Select(character => char.IsControl(character) ? ' ' : character)).Trim();
            return $"Found a report that the letter was not delivered ({text}), expected none.";
        }

        return null;
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
