using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Cer.Operations.People.Links;

/// <summary>A link as a kept letter holds it: sealed, so that who reads the letters of the house enters by none.</summary>
/// <remarks>It is opened when the letter leaves for its reader's mail server, and nowhere before.</remarks>
public static partial class SealedLink
{
    public static string Seal(SecretToken token, int person, SecretBox box) => string.Create(
        CultureInfo.InvariantCulture,
        $"cer-sealed.{person}.{Base64Url.EncodeToString(box.Seal(Encoding.ASCII.GetBytes(token.Text), person))}");

    /// <summary>A text with what was sealed in it in the open; what another key sealed stays as it is.</summary>
    public static string Open(string text, SecretBox box) =>
        text.Contains("cer-sealed.", StringComparison.Ordinal) ? Form().Replace(text, found => Token(found, box)) : text;

    private static string Token(Match found, SecretBox box)
    {
        var person = int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        return Base64Url.IsValid(found.Groups[2].Value)
            && box.Open(Base64Url.DecodeFromChars(found.Groups[2].ValueSpan), person) is { } token
            ? Encoding.ASCII.GetString(token)
            : found.Value;
    }

    [GeneratedRegex(@"cer-sealed\.([0-9]{1,9})\.([A-Za-z0-9_-]{60,200})", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
