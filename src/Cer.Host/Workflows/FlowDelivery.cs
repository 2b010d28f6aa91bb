using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Cer.Operations.Mail;
using Cer.Workflows.Hosting;
using Cer.Workflows.Values;

namespace Cer.Host.Workflows;

/// <summary>Takes the mails of workflows to the outbox of letters: one letter for each recipient, once for its key.</summary>
/// <remarks>The sender is always the installation's own: mail servers refuse another, and a workflow has no say in it.</remarks>
internal sealed partial class FlowDelivery(IOutbox outbox) : IDelivery
{
    private static readonly string[] Fields = ["to", "cc", "bcc"];

    public async ValueTask DeliverAsync(OutboxRow row, CancellationToken cancellation)
    {
        if (row.Item.Kind != "mail") throw new InvalidOperationException($"Found an item of kind '{row.Item.Kind}', expected mail.");
        var mail = row.Item.Payload;
        var subject = Line(mail.GetValueOrDefault("subject"));
        var body = mail.GetValueOrDefault("body") is { } written ? ValueText.Of(written) : "";
        var wrong = 0;
        foreach (var address in Recipients(mail))
        {
            // What is right goes out all the same: its key keeps it from going twice.
            if (!EmailAddress.TryParse(address, null, out var to)) wrong++;
            else await PutAsync(row, Letter(row, to, subject, body), cancellation);
        }

        if (wrong > 0)
            throw new InvalidOperationException($"Found {wrong} recipients of another form, expected addresses such as nome@example.org.");
    }

    private async Task PutAsync(OutboxRow row, Letter letter, CancellationToken cancellation)
    {
        if (LetterCheck.Problem(letter) is { } problem) throw new InvalidOperationException(problem);
        await outbox.PutAsync(new(row.Instance.Tenant), letter, cancellation);
    }

    private static Letter Letter(OutboxRow row, EmailAddress to, string subject, string body)
    {
        var isPage = Tag().IsMatch(body);
        return new(
            LetterKind.Workflow,
            $"workflow:{Hash(row.Item.Key + "\n" + to)}",
            to,
            subject,
            isPage ? body : $"<!doctype html><html><p style=\"white-space: pre-line\">{WebUtility.HtmlEncode(body)}</p></html>",
            isPage ? WebUtility.HtmlDecode(Tag().Replace(body, "")).Trim() : body,
            []);
    }

    private static IEnumerable<string> Recipients(OrderedDictionary<string, object?> mail) =>
        Fields
            .SelectMany(name => mail.GetValueOrDefault(name) as List<object?> ?? [])
            .Select(one => ValueText.Of(one).Trim())
            .Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>A subject is one line, and never empty.</summary>
    private static string Line(object? written)
    {
        var text = written is null ? "" : Controls().Replace(ValueText.Of(written), " ").Trim();
        return text.Length == 0 ? "(senza oggetto)" : text.Length <= LetterCheck.LongestSubject ? text : text[..LetterCheck.LongestSubject];
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..48];

    [GeneratedRegex(@"<(?:!--.*?--|/?[a-zA-Z!][^<>]*)>", RegexOptions.Singleline, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"[\p{Cc}\u2028\u2029]+")]
    private static partial Regex Controls();
}
