using System.Globalization;
using System.Text.RegularExpressions;

namespace Cer.Operations.Mail;

/// <summary>What a letter must not have: a second line in a header, a path for a name, more than a server takes.</summary>
public static partial class LetterCheck
{
    public const int LongestKey = 200;
    public const int LongestSubject = 400;
    public const int LongestBody = 2_000_000;
    public const int MostAttachments = 20;
    public const long LargestAttachments = 20_000_000;

    /// <summary>What is wrong with it, as a sentence without its content; null when nothing is.</summary>
    public static string? Problem(Letter letter)
    {
        if (letter.Key.Length is 0 or > LongestKey || HasControl(letter.Key))
            return Sentence("key", letter.Key.Length, LongestKey);
        if (letter.Subject.Length is 0 or > LongestSubject || HasControl(letter.Subject))
            return Sentence("subject", letter.Subject.Length, LongestSubject);
        if (letter.Html.Length > LongestBody || letter.Text.Length > LongestBody)
            return $"Found a body of {Math.Max(letter.Html.Length, letter.Text.Length)} characters, expected at most {LongestBody}.";
        if (letter.Html.Contains('\0', StringComparison.Ordinal) || letter.Text.Contains('\0', StringComparison.Ordinal))
            return "Found a NUL in the body, expected text.";
        if (letter.Attachments.Count > MostAttachments)
            return $"Found {letter.Attachments.Count} attachments, expected at most {MostAttachments}.";
        var size = letter.Attachments.Sum(attachment => (long)attachment.Bytes.Length);
        if (size > LargestAttachments) return $"Found {size} bytes of attachments, expected at most {LargestAttachments}.";
        for (var i = 0; i < letter.Attachments.Count; i++)
        {
            if (Problem(letter.Attachments[i]) is { } problem)
                return string.Create(CultureInfo.InvariantCulture, $"Attachment {i + 1}: {problem}");
        }

        return null;
    }

    private static string? Problem(Attachment attachment)
    {
        var name = attachment.Name;
        if (name.Length is 0 or > 150 || HasControl(name) || name.AsSpan().ContainsAny('/', '\\'))
            return "found a name that is empty, longer than 150 characters or holds a slash or control, expected a file's name.";
        return MediaTypeForm().IsMatch(attachment.MediaType)
            ? null
            : "found a media type of another form, expected one such as application/pdf.";
    }

    private static string Sentence(string what, int length, int longest) =>
        $"Found a {what} of {length} characters, expected 1 to {longest} on one line, without control characters.";

    private static bool HasControl(string text)
    {
        foreach (var character in text)
            if (char.IsControl(character) || character is '\u2028' or '\u2029') return true;
        return false;
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,80}\z")]
    private static partial Regex MediaTypeForm();
}
