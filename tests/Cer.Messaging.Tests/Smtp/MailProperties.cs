using System.Text;
using System.Text.RegularExpressions;
using Cer.Messaging.Mime;
using Cer.Messaging.Smtp;
using Cer.Operations.Mail;
using FsCheck;
using FsCheck.Fluent;

namespace Cer.Messaging.Tests.Smtp;

/// <summary>What must hold for every letter, header and address, also for those made to do harm.</summary>
public class MailProperties
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Elements(
            "a",
            "è",
            "漢",
            "𝄞",
            " ",
            ".",
            "\r",
            "\n",
            "\r\n",
            "=",
            "=?",
            "?=",
            "\t",
            "\"",
            "\\",
            ";",
            "\u0085",
            "RCPT TO:<x@y>",
            "\u2028")
            .ArrayOf().Select(string.Concat),
        Gen.Choose(0, 3000).Select(length => new string('x', length)));

    [Fact]
    public void A_letter_comes_back_from_its_doubled_dots_and_no_line_ends_it_early() => Prop.ForAll(
        Gen.Elements((byte)'.', (byte)'\r', (byte)'\n', (byte)'a', (byte)0xC3).ArrayOf().ToArbitrary(),
        letter =>
        {
            var sent = DataLines.Of(letter).ToArray();
            var text = Encoding.Latin1.GetString(sent);
            if (text.Length > 0 && !text.EndsWith("\r\n", StringComparison.Ordinal)) return false;
            if (Regex.IsMatch(text, @"(?<!\r)\n|\r(?!\n)")) return false;
            var lines = text.Length == 0 ? [] : text[..^2].Split("\r\n");
            if (lines.Contains(".")) return false;
            var back = string.Join('\n', lines.Select(line => line.StartsWith('.') ? line[1..] : line));
            var meant = Encoding.Latin1.GetString(letter).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
            return back == (meant.EndsWith('\n') ? meant[..^1] : meant);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_subject_is_one_header_of_short_ASCII_lines_that_reads_as_it_was() => Prop.ForAll(
        Text.ToArbitrary(),
        subject =>
        {
            var header = HeaderText.Line("Subject", subject);
            var lines = header.Split("\r\n");
            return lines[^1].Length == 0
                && Ascii.IsValid(header)
                && !Regex.IsMatch(header, @"(?<!\r)\n|\r(?!\n)")
                && lines[1..^1].All(line => line.StartsWith(" =?", StringComparison.Ordinal))
                && lines.All(line => line.Length <= 76)
                && Unfolded(header["Subject: ".Length..]) == Cleaned(subject);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_text_in_quoted_printable_has_short_ASCII_lines_and_reads_as_it_was() => Prop.ForAll(
        Text.ToArbitrary(),
        text =>
        {
            var coded = QuotedPrintable.Of(text);
            return Ascii.IsValid(coded)
                && coded.Split("\r\n").All(line => line.Length <= 76 && !line.EndsWith(' ') && !line.EndsWith('\t'))
                && Decoded(coded) == text.ReplaceLineEndings("\r\n") + "\r\n";
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_file_name_is_ASCII_without_line_ends_of_its_own_and_reads_as_it_was() => Prop.ForAll(
        Text.Where(name => !name.Any(char.IsControl) && name.Length is > 0 and < 200).ToArbitrary(),
        name =>
        {
            var coded = MimeParameter.Of("filename", name);
            var lines = coded.Split("\r\n");
            return Ascii.IsValid(coded) && lines[0] == ";" && lines[1..].All(line => line[0] == ' ' && line.Length <= 98)
                && FileName(coded) == name;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_address_holds_what_could_end_a_command_or_header() => Prop.ForAll(
        Gen.Elements(
            "a",
            "b.c",
            "@",
            "@",
            "esempio.it",
            ".",
            "è",
            "\r\n",
            "\n",
            "\0",
            ">",
            "<",
            " ",
            ",",
            "\"",
            "xn--",
            "-",
            "\u0085",
            "\u202e")
            .ArrayOf().Select(string.Concat).ToArbitrary(),
        text => !EmailAddress.TryParse(text, null, out var address)
            || (!address.ToString().Any(character => char.IsControl(character) || char.IsWhiteSpace(
                character) || "<>,;:\"()\u202e".Contains(character, StringComparison.Ordinal))
                && address.ToString().Count(character => character == '@') == 1
                && EmailAddress.Parse(address.ToString(), null) == address)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("rosa@comune.magliano.gr.it", "rosa@comune.magliano.gr.it")]
    [InlineData(" Rosa.Bianchi+cer@Esempio.IT ", "Rosa.Bianchi+cer@esempio.it")]
    [InlineData("così@università.it", "così@xn--universit-y1a.it")]
    [InlineData("rosa", null)]
    [InlineData("rosa@", null)]
    [InlineData("@esempio.it", null)]
    [InlineData("a..b@esempio.it", null)]
    [InlineData("a@b@esempio.it", null)]
    [InlineData("rosa@esempio.it\r\nBcc: tutti@esempio.it", null)]
    [InlineData("rosa@-esempio.it", null)]
    [InlineData("rosa@esempio..it", null)]
    [InlineData("\"rosa bianchi\"@esempio.it", null)]
    public void An_address_is_read_or_refused(string text, string? expected) =>
        Assert.Equal(expected, EmailAddress.TryParse(text, null, out var address) ? address.ToString() : null);

    [Theory]
    [InlineData("Conto\r\nBcc: tutti@esempio.it", "conto.pdf", "application/pdf")]
    [InlineData("Conto\u2028", "conto.pdf", "application/pdf")]
    [InlineData("", "conto.pdf", "application/pdf")]
    [InlineData("Conto", "../conto.pdf", "application/pdf")]
    [InlineData("Conto", "conto\n.pdf", "application/pdf")]
    [InlineData("Conto", "conto.pdf", "application/pdf\r\nX: y")]
    public void A_letter_with_a_line_too_many_is_refused(string subject, string name, string type) => Assert.StartsWith(
        "Found",
        (LetterCheck.Problem(
            new(LetterKind.Workflow, "k", EmailAddress.Parse("a@b.it", null), subject, "", "", [new(name, type, default)])) ?? "")
            .Replace("Attachment 1: f", "F", StringComparison.Ordinal),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_command_of_two_lines_is_never_sent()
    {
        await using var server = new FaultServer();
        await using var session = await SmtpSession.OpenAsync(server.Options, TestContext.Current.CancellationToken);
        var to = EmailAddress.Parse("a@b.it", null);
        var outcome = await session.SendAsync(
            new(to, [to], "x\r\nRCPT"), "a"u8.ToArray(), _ => Task.FromResult(true), TestContext.Current.CancellationToken);
        Assert.IsType<SmtpOutcome.Unfit>(outcome);
        Assert.Single(server.Heard);
    }

    // What RFC 2047 and RFC 2045 say, written apart from the code under test.
    private static string Unfolded(string value)
    {
        value = value[..^2];
        if (!value.StartsWith("=?utf-8?B?", StringComparison.Ordinal)) return value;
        var bytes = Regex.Matches(value, @"=\?utf-8\?B\?([A-Za-z0-9+/=]*)\?=").SelectMany(
            word => Convert.FromBase64String(word.Groups[1].Value));
        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static string Cleaned(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));

    private static string Decoded(string coded)
    {
        var bytes = new List<byte>();
        var text = coded.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '=') bytes.Add((byte)text[i]);
            else
            {
                bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static string FileName(string coded)
    {
        var quoted = Regex.Match(coded, "filename=\"(.*)\"\\z");
        if (quoted.Success) return quoted.Groups[1].Value;
        var pieces = Regex.Matches(coded, @"filename(?:\*\d+)?\*=([^;\r\n]*)").Select(piece => piece.Groups[1].Value);
        return Uri.UnescapeDataString(string.Concat(pieces)["utf-8''".Length..]);
    }
}
