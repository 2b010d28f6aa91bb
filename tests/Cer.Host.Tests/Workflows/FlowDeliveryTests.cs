using Cer.Host.Workflows;
using Cer.Operations.Mail;
using Cer.Operations.Ports;
using Cer.Workflows.Hosting;
using Microsoft.Extensions.DependencyInjection;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Host.Tests.Workflows;

/// <summary>A mail of a workflow becomes one letter for each recipient, however often it is delivered.</summary>
public class FlowDeliveryTests(FlowFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_to_three_is_three_letters_and_delivered_again_none_more()
    {
        using var anna = await fixture.EnterAsync();
        var delivery = new FlowDelivery(anna.Server.App.Services.GetRequiredService<IOutbox>());
        var mail = Mail(
            ["a@example.org", "B@example.org"], ["b@EXAMPLE.org", "c@example.org"], "Ciao\r\nBcc: x", "Riga 1\n<3");
        var row = Row(anna.Village.Id, "mail:1:2:0:0", mail);
        for (var i = 0; i < 3; i++) await delivery.DeliverAsync(row, Cancellation);
        var letters = await LettersAsync(anna);
        Assert.Equal(
            ["a@example.org", "B@example.org", "c@example.org"],
            letters.Select(one => one.To).Order(StringComparer.OrdinalIgnoreCase));
        Assert.All(letters, one => Assert.Equal(("Ciao Bcc: x", "Riga 1\n<3"), (one.Subject, one.Text)));
        Assert.Contains("Riga 1\n&lt;3", letters[0].Html, StringComparison.Ordinal);
        // Another mail of the same instance to the same person is another letter.
        await delivery.DeliverAsync(Row(anna.Village.Id, "mail:1:3:0:0", Mail(["a@example.org"], [], null, null)), Cancellation);
        Assert.Equal(4, (await LettersAsync(anna)).Count);
    }

    [Fact]
    public async Task A_recipient_of_another_form_is_told_without_its_name_and_the_others_have_their_letter()
    {
        using var anna = await fixture.EnterAsync();
        var delivery = new FlowDelivery(anna.Server.App.Services.GetRequiredService<IOutbox>());
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(async () => await delivery.DeliverAsync(
            Row(anna.Village.Id, "mail:1:2:0:0", Mail(["anna rossi", "a@example.org"], [], "x", "<p>Ciao <b>Anna</b></p>")), Cancellation));
        Assert.Equal("Found 1 recipients of another form, expected addresses such as nome@example.org.", fault.Message);
        var letter = Assert.Single(await LettersAsync(anna));
        Assert.Equal(("<p>Ciao <b>Anna</b></p>", "Ciao Anna"), (letter.Html, letter.Text));
    }

    [Fact]
    public async Task A_workflow_that_sends_a_mail_puts_it_into_the_outbox_of_letters()
    {
        using var anna = await fixture.EnterAsync();
        var run = await anna.RunAsync(await anna.PublishAsync(Definition(Activity(
            "m", "SendEmail", ("to", Literal("sindaco@example.org")), ("subject", Literal("Mese chiuso")), ("body", Literal("Fatto."))))));
        await anna.UntilAsync(run, "Finished");
        await Mqtt.Eventually.EqualAsync(1, async () => (await LettersAsync(anna)).Count, 2);
        Assert.Equal("Mese chiuso", (await LettersAsync(anna))[0].Subject);
    }

    private static OutboxRow Row(CommunityId community, string key, OrderedDictionary<string, object?> mail) =>
        new(1, new(community.Value, "1"), new("mail", key, 2, mail), 0);

    private static OrderedDictionary<string, object?> Mail(string[] to, string[] cc, string? subject, string? body) => new()
    {
        ["from"] = "altri@example.org",
        ["to"] = to.ToList<object?>(),
        ["cc"] = cc.ToList<object?>(),
        ["bcc"] = new List<object?>(),
        ["subject"] = subject,
        ["body"] = body,
    };

    private async Task<List<(string To, string Subject, string Html, string Text)>> LettersAsync(Designer designer)
    {
        await using var command = (await fixture.DatabaseAsync()).Admin.CreateCommand(
            "select recipient, subject, html, plain from core.letter where community_id = $1 order by id");
        command.Parameters.Add(new() { Value = designer.Village.Id.Value });
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        List<(string, string, string, string)> found = [];
        while (await reader.ReadAsync(Cancellation))
            found.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)));
        return found;
    }
}
