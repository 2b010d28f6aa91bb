using Cer.Host.Data;
using Cer.Host.Mail.Unsubscribing;
using Cer.Host.People;
using Cer.Messaging.Post;
using Cer.Messaging.Smtp;
using Cer.Operations.Mail;
using Cer.Operations.People;

namespace Cer.Mail.Tests;

/// <summary>Optional letters say how to have no more of them, through a real Exim; who has said so gets none.</summary>
[Trait("Peer", "Exim")]
public sealed class UnsubscribingTests
{
    private const string Place = "https://cer.comune.example/cer";

    private static readonly SecretBox Box = new([.. Enumerable.Range(0, SecretBox.KeyBytes).Select(one => (byte)one)]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("it", "Non inviarmi più queste e-mail: https://cer.comune.example/cer/disiscrizione/")]
    [InlineData("en", "Do not send me these e-mails any more: https://cer.comune.example/cer/disiscrizione/")]
    public async Task An_optional_letter_arrives_with_the_headers_and_the_link_and_a_needed_one_without(string language, string told)
    {
        await using var database = await MailDatabase.CreateAsync();
        await using var exim = await Exim.StartAsync();
        var person = await database.PersonAsync(language: language);
        await database.PutAsync(MailDatabase.Statement("optional", person));
        await database.PutAsync(MailDatabase.Letter("needed"));
        Assert.Equal(2, (await database.Sending(Post(exim, Place)).RunAsync(Cancellation)).Sent);
        await Eventually.EqualAsync(2, () => Task.FromResult(exim.Letters().Length));
        foreach (var path in exim.Letters())
        {
            var lines = (await File.ReadAllLinesAsync(path, Cancellation)).TakeWhile(line => line.Length > 0).ToArray();
            var read = await EximTests.ReadAsync(path);
            Assert.Empty(read["defects"]!.AsArray());
            var text = (string)read["text"]!;
            if ((string)read["subject"]! == "Conto needed")
            {
                Assert.DoesNotContain(lines, line => line.StartsWith("List-", StringComparison.OrdinalIgnoreCase));
                Assert.DoesNotContain("disiscrizione", text, StringComparison.Ordinal);
                continue;
            }

            var header = lines.Single(line => line.StartsWith("List-Unsubscribe: ", StringComparison.Ordinal));
            Assert.Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click", lines);
            var link = new Uri(header["List-Unsubscribe: <".Length..^1]);
            Assert.StartsWith($"{Place}/disiscrizione/", link.AbsoluteUri, StringComparison.Ordinal);
            Assert.Equal(
                new UnsubscribeLink(database.Community, person, LetterKind.Statement),
                UnsubscribeLink.Open(link.Segments[^1], Box));
            Assert.Contains(told, text, StringComparison.Ordinal);
            Assert.Contains(link.AbsoluteUri, text, StringComparison.Ordinal);
            Assert.Contains($"href=\"{link.AbsoluteUri}\"", (string)read["html"]!, StringComparison.Ordinal);
        }

        // What is kept holds no link: whoever reads the letters of the house unsubscribes nobody.
        var kept = await database.App.CreateCommand("select string_agg(html || plain, '') from core.letter")
            .ExecuteScalarAsync(Cancellation);
        Assert.DoesNotContain("disiscrizione", (string)kept!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("http://192.168.1.4:8080", 1)]
    public async Task Without_a_public_address_there_is_no_link_and_without_https_no_single_click(string? place, int headers)
    {
        await using var database = await MailDatabase.CreateAsync();
        await using var exim = await Exim.StartAsync();
        await database.PutAsync(MailDatabase.Statement("optional", await database.PersonAsync()));
        await database.Sending(Post(exim, place)).RunAsync(Cancellation);
        await Eventually.EqualAsync(1, () => Task.FromResult(exim.Letters().Length));
        var lines = await File.ReadAllLinesAsync(exim.Letters()[0], Cancellation);
        Assert.Equal(headers, lines.Count(line => line.StartsWith("List-Unsubscribe:", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, line => line.StartsWith("List-Unsubscribe-Post:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_unsubscribed_gets_no_letter_put_nor_one_that_waited_and_gets_them_again_when_he_says_so()
    {
        await using var database = await MailDatabase.CreateAsync();
        await using var exim = await Exim.StartAsync();
        var person = await database.PersonAsync();
        await database.PutAsync(MailDatabase.Statement("before", person));
        Assert.True(await SetAsync(database, person, false));
        Assert.False(await SetAsync(database, person, false));
        var put = await database.Outbox.PutAsync(database.Community, MailDatabase.Statement("after", person), Cancellation);
        Assert.Equal((0L, false, Hindrance.Unsubscribed), (put.Id, put.IsNew, put.Hindered));
        var alarm = MailDatabase.Statement("alarm", person) with { Kind = LetterKind.Alarms };
        Assert.True((await database.Outbox.PutAsync(database.Community, alarm, Cancellation)).IsNew);
        await database.PutAsync(MailDatabase.Letter("needed"));
        var report = await database.Sending(Post(exim, Place)).RunAsync(Cancellation);
        Assert.Equal((2, 1), (report.Sent, report.Withheld));
        var held = await database.StandingAsync("before");
        Assert.Equal(
            (LetterState.Withheld, "Found a reader who wants no letters of this kind, expected one who does."),
            (held.State, held.Problem));
        Assert.Empty(await database.Outbox.StandingAsync(database.Community, ["after"], Cancellation));

        Assert.True(await SetAsync(database, person, true));
        Assert.True((await database.Outbox.PutAsync(database.Community, MailDatabase.Statement("after", person), Cancellation)).IsNew);
        Assert.Equal(1, (await database.Sending(Post(exim, Place)).RunAsync(Cancellation)).Sent);
    }

    [Fact]
    public async Task Who_unsubscribes_while_the_letter_is_being_given_does_not_get_its_end()
    {
        await using var database = await MailDatabase.CreateAsync();
        var person = await database.PersonAsync();
        await database.PutAsync(MailDatabase.Statement("k", person));
        var claimed = await database.Queue.ClaimAsync(TimeSpan.FromMinutes(5), Cancellation);
        Assert.Null(claimed!.Hindered);
        await SetAsync(database, person, false);
        Assert.False(await database.Queue.CloseAsync(claimed, TimeSpan.FromMinutes(5), Cancellation));
        await database.RunAsync("update core.letter_queue set lease_until = now() - interval '1 second'");
        Assert.Equal(
            Hindrance.Unsubscribed, (await database.Queue.ClaimAsync(TimeSpan.FromMinutes(5), Cancellation))!.Hindered);
    }

    [Fact]
    public void A_link_that_was_altered_anywhere_or_made_elsewhere_is_nothing()
    {
        var link = new UnsubscribeLink(new(3), 17, LetterKind.Alarms);
        var text = link.Seal(Box);
        Assert.Equal(link, UnsubscribeLink.Open(text, Box));
        Assert.NotEqual(text, link.Seal(Box));
        for (var place = 0; place < text.Length; place++)
        {
            var other = text[place] == 'A' ? 'Q' : 'A';
            Assert.Null(UnsubscribeLink.Open(text.Remove(place, 1).Insert(place, $"{other}"), Box));
        }

        Assert.Null(UnsubscribeLink.Open(text, new SecretBox(new byte[SecretBox.KeyBytes])));
        foreach (var nothing in (string[])["", "a", text[..^1], text + "A", new string('A', 5000), "è", text + "%00"])
            Assert.Null(UnsubscribeLink.Open(nothing, Box));
    }

    private static Task<bool> SetAsync(MailDatabase database, int person, bool wants) =>
        database.Choices.SetAsync(database.Community, person, LetterKind.Statement, wants, ChoiceWay.Page, Cancellation);

    private static UnsubscribableCarrier Post(Exim exim, string? place)
    {
        Assert.True(Sender.TryParse("CER <cer@esempio.invalid>", out var from));
        return new(
            new SmtpPost(exim.Options(SmtpSecurity.StartTls), from, null, TimeProvider.System),
            new PublicPlace(new Settings("x", null, null) { PublicUrl = place }),
            Box);
    }
}
