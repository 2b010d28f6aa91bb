using Cer.Storage.Workflows;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Durable.Tests;

/// <summary>What people see of runs: elsewhere inputs and outcomes are not visible, and what was given up is gone.</summary>
public sealed class ReaderTests(FlowFixture fixture)
{
    [Fact]
    public async Task People_see_instances_with_what_they_did_where_they_wait_and_their_journal()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(Sequence(
            "all", Line("hello"), Activity("ask", "RunTask", ("taskName", Literal("Check")), ("payload", Literal("figures"))))));
        var id = await house.StartAsync();
        await house.QuietAsync();
        var reader = new InstanceReader(fixture.Database.App);
        var one = Assert.Single(await reader.ListAsync(house.Tenant, "main", "Suspended", 0, 10, House.Cancellation));
        Assert.Equal((id, 1, "Suspended", 0), (one.Id, one.Version, one.SubStatus, one.Incidents));
        Assert.Empty(await reader.ListAsync(house.Tenant, null, "Faulted", 0, 10, House.Cancellation));
        Assert.Equal(one, await reader.FindAsync(house.Tenant, id, House.Cancellation));
        Assert.Null(await reader.FindAsync(house.Tenant + 1, id, House.Cancellation));
        var line = Assert.Single(await reader.HistoryAsync(house.Tenant, id, "line-hello", 0, 10, House.Cancellation));
        Assert.Equal(("""{"text":"hello"}""", "Completed", 1), (line.Inputs, line.Status, line.Attempt));
        Assert.Equal(["Done"], line.Outcomes!);
        var journal = await reader.JournalAsync(house.Tenant, id, 0, 100, House.Cancellation);
        Assert.Equal(Enumerable.Range(1, journal.Count).Select(seq => (long)seq), journal.Select(row => row.Seq));
        Assert.Equal("Suspended", journal[^1].Entry.Event);
        Assert.Empty(await reader.JournalAsync(house.Tenant, id, journal[^1].Seq, 100, House.Cancellation));
        var task = Assert.Single(await reader.BookmarksAsync(house.Tenant, "RunTask", null, House.Cancellation));
        Assert.Equal(("Check", "figures"), (task.Payload["taskName"], task.Payload["payload"]));
        Assert.Equal("Suspended", (await reader.StateAsync(house.Tenant, id, House.Cancellation))!.SubStatus.ToString());
    }

    [Fact]
    public async Task A_start_that_was_given_up_begins_when_it_is_tried_again_after_the_mend()
    {
        await using var house = await House.OpenAsync(fixture);
        house.Activities.Failures = 1;
        await house.PublishAsync(Flows.With(Definition(Flows.Own("bad", "Fail", "bad")), ("cer:errorWorkflow", "later")));
        var failed = await house.StartAsync();
        for (var i = 0; i < 12; i++)
        {
            await house.QuietAsync();
            house.Time.Forward(TimeSpan.FromMinutes(20));
        }

        var reader = new InstanceReader(fixture.Database.App);
        var letter = Assert.Single(await reader.DeadLettersAsync(house.Tenant, House.Cancellation));
        Assert.Equal(("inbox", "start", 10, "Found no workflow definition 'later', expected one that is there."),
            (letter.Box, letter.Kind, letter.Attempts, letter.Reason));
        await house.PublishAsync(Definition(LineJs("say", "getInput('instance')"), id: "later"));
        Assert.True(await reader.ReviveAsync(house.Tenant, letter, house.Time.GetUtcNow(), House.Cancellation));
        await house.QuietAsync();
        Assert.Equal([failed], await house.LinesAsync());
        Assert.Empty(await reader.DeadLettersAsync(house.Tenant, House.Cancellation));
    }

    [Fact]
    public async Task A_dead_letter_says_why_and_can_be_tried_again()
    {
        await using var house = await House.OpenAsync(fixture);
        var away = true;
        house.Requests.Post = _ =>
        {
            if (away) throw new InvalidOperationException("Found no mail server, expected one.");
        };
        await house.PublishAsync(Definition(Activity("mail", "SendEmail", ("to", Literal("anna@example.org")))));
        await house.StartAsync();
        for (var i = 0; i < 12; i++)
        {
            await house.QuietAsync();
            house.Time.Forward(TimeSpan.FromMinutes(20));
        }

        var reader = new InstanceReader(fixture.Database.App);
        var letter = Assert.Single(await reader.DeadLettersAsync(house.Tenant, House.Cancellation));
        Assert.Equal(("outbox", "mail", 10, "Found no mail server, expected one."),
            (letter.Box, letter.Kind, letter.Attempts, letter.Reason));
        away = false;
        Assert.True(await reader.ReviveAsync(house.Tenant, letter, house.Time.GetUtcNow(), House.Cancellation));
        await house.QuietAsync();
        Assert.Single(house.Requests.Mails);
        Assert.False(await reader.ReviveAsync(house.Tenant, letter, house.Time.GetUtcNow(), House.Cancellation));
    }
}
