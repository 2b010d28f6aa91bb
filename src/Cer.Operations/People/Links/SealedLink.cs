using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Cer.Operations.Mail;
using Cer.Operations.Ports;

namespace Cer.Operations.People.Links;

/// <summary>A link as a kept letter holds it: sealed, so that who reads the letters of the house enters by none.</summary>
/// <remarks>
/// It is opened when the letter leaves for its reader's mail server, and nowhere before; and in the letter that it was made for
/// alone: in any other, whoever wrote it and to whom, it stays sealed.
/// </remarks>
public static partial class SealedLink
{
    private const string Mark = "cer-sealed.";

    /// <param name="token">What is sealed.</param>
    /// <param name="community">Whose letter it is.</param>
    /// <param name="key">The letter's key, which a community puts once.</param>
    /// <param name="to">To whom the letter goes.</param>
    /// <param name="box">Has the key.</param>
    public static string Seal(SecretToken token, CommunityId community, string key, EmailAddress to, SecretBox box) =>
        Mark + Base64Url.EncodeToString(box.Seal(Encoding.ASCII.GetBytes(token.Text), Beside(community, key, to)));

    /// <summary>The text of a letter with what was sealed for it in the open; all else stays as it is.</summary>
    public static string Open(string text, CommunityId community, string key, EmailAddress to, SecretBox box) =>
        text.Contains(Mark, StringComparison.Ordinal)
            ? Form().Replace(text, found => Token(found, Beside(community, key, to), box))
            : text;

    // Neither a key nor an address has a line break.
    private static byte[] Beside(CommunityId community, string key, EmailAddress to) => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"a link in a letter\n{community.Value}\n{key}\n{to}"));

    private static string Token(Match found, byte[] beside, SecretBox box) =>
        Base64Url.IsValid(found.Groups[1].Value)
        && box.Open(Base64Url.DecodeFromChars(found.Groups[1].ValueSpan), beside) is { } token
            ? Encoding.ASCII.GetString(token)
            : found.Value;

    [GeneratedRegex(@"cer-sealed\.([A-Za-z0-9_-]{60,200})", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
