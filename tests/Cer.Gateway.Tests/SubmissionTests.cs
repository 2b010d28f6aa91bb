using Cer.Operations.Submitting;

namespace Cer.Gateway.Tests;

/// <summary>How a package stands, whoever sends it and whatever becomes of it.</summary>
public sealed class SubmissionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_package_is_made_once_for_a_month_and_kind_also_by_ten_at_once()
    {
        await using var borgo = await Borgo.OpenAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => borgo.Prepare.RunAsync(
            borgo.Community, new(2026, 1), SubmissionKind.GseMonth, "test", Cancellation)));
        Assert.Single(outcomes.Cast<PrepareOutcome.Ready>(), ready => ready.IsNew);
        var one = Assert.Single(await borgo.Store.ListAsync(borgo.Community, 10, Cancellation));
        Assert.Equal("borgo.2026-01.gse-month.1", one.Key);
        Assert.Equal(SubmissionState.Prepared, one.State);
        Assert.Equal(["energia.csv", "energia.xml"], one.Files.Select(file => file.Name));
        // printf 'gse-month;2026-01;1,5 kWh' | sha256sum
        Assert.Equal("2ff9ab", one.Files[0].Sha256[..6]);
        Assert.Equal(2, one.Checklist.Count);
    }

    [Fact]
    public async Task What_lacks_something_and_a_month_that_is_not_over_become_no_package()
    {
        await using var borgo = await Borgo.OpenAsync(new SetClock());
        borgo.Lacks = "Found a gap on 2026-01-03, expected none.";
        var lacking = await borgo.Prepare.RunAsync(borgo.Community, new(2026, 1), SubmissionKind.GseMonth, "test", Cancellation);
        Assert.Equal(["Found a gap on 2026-01-03, expected none."], Assert.IsType<PrepareOutcome.Lacking>(lacking).Problems);
        borgo.Lacks = null;
        Assert.IsType<PrepareOutcome.Refused>(
            await borgo.Prepare.RunAsync(borgo.Community, new(2026, 11), SubmissionKind.GseMonth, "test", Cancellation));
        Assert.Empty(await borgo.Store.ListAsync(borgo.Community, 10, Cancellation));
    }

    [Fact]
    public async Task By_hand_it_is_handed_over_received_rejected_and_corrected_in_this_order_alone()
    {
        await using var borgo = await Borgo.OpenAsync();
        var (community, id) = (borgo.Community, (await borgo.ReadyAsync()).Id);
        var reasons = new[] { new FieldReason("energia.xml/energia", "E1", "totale diverso") };
        Assert.IsType<SendOutcome.Refused>(await borgo.Hand.ReceiveAsync(community, id, "P-1", "anna", Cancellation));
        Assert.IsType<SendOutcome.Refused>(await borgo.Hand.JudgeAsync(community, id, true, [], "anna", Cancellation));
        Assert.IsType<SendOutcome.Stands>(await borgo.Hand.RunAsync(community, id, "in ufficio", "anna", Cancellation));
        Assert.IsType<SendOutcome.Refused>(await borgo.Hand.RunAsync(community, id, null, "anna", Cancellation));
        Assert.IsType<SendOutcome.Stands>(await borgo.Hand.ReceiveAsync(community, id, "P-1", "anna", Cancellation));
        Assert.IsType<SendOutcome.Refused>(await borgo.Hand.JudgeAsync(community, id, false, [], "anna", Cancellation));
        Assert.IsType<SendOutcome.Stands>(await borgo.Hand.JudgeAsync(community, id, false, reasons, "anna", Cancellation));
        Assert.IsType<SendOutcome.Refused>(await borgo.Hand.JudgeAsync(community, id, true, [], "anna", Cancellation));

        var rejected = await borgo.FoundAsync(id);
        Assert.Equal(["handed_over", "received", "rejected"], rejected.Steps.Select(step => step.Kind.Word()));
        Assert.Equal(reasons, rejected.Steps[^1].Reasons);
        Assert.Equal("P-1", rejected.Protocol);
        var next = Assert.IsType<PrepareOutcome.Ready>(
            await borgo.Prepare.CorrectAsync(community, id, "totale corretto", "anna", Cancellation)).Submission;
        Assert.Equal((2, "totale corretto", "borgo.2026-01.gse-month.2"), (next.Revision, next.Reason, next.Key));
        Assert.True((await borgo.FoundAsync(id)).IsCorrected);
        Assert.IsType<PrepareOutcome.Refused>(await borgo.Prepare.CorrectAsync(community, id, "ancora", "anna", Cancellation));
        Assert.Null((await borgo.VerifyAsync()).Break);
    }

    [Fact]
    public async Task Who_dies_between_the_call_and_the_commit_leaves_a_doubt_and_the_next_one_asks_and_does_not_send()
    {
        await using var borgo = await Borgo.OpenAsync();
        var (community, id) = (borgo.Community, (await borgo.ReadyAsync()).Id);
        var way = new MuteWay { OnSubmit = () => throw new IOException("The node died with the call.") };
        var send = new SendSubmission(borgo.Store, way, borgo.Time);
        await Assert.ThrowsAsync<IOException>(() => send.RunAsync(community, id, "node 1", Cancellation));
        Assert.Equal(SubmissionState.Sending, (await borgo.FoundAsync(id)).State);
        Assert.IsType<SendOutcome.Refused>(await borgo.Hand.RunAsync(community, id, null, "anna", Cancellation));
        Assert.IsType<PrepareOutcome.Refused>(await borgo.Prepare.CorrectAsync(community, id, "x", "anna", Cancellation));

        way.OnAsk = () => new WayAnswer.Accepted("P-9");
        var stands = Assert.IsType<SendOutcome.Stands>(await send.RunAsync(community, id, "node 2", Cancellation)).Submission;
        Assert.Equal((SubmissionState.Accepted, "P-9"), (stands.State, stands.Protocol));
        Assert.Equal(["submit borgo.2026-01.gse-month.1 2", "ask borgo.2026-01.gse-month.1"], way.Calls);
        Assert.Equal(["sending", "received", "accepted"], (await borgo.FoundAsync(id)).Steps.Select(step => step.Kind.Word()));
    }

    [Fact]
    public async Task In_doubt_it_is_sent_again_only_when_nothing_is_there_and_stays_in_doubt_when_that_cannot_be_asked()
    {
        await using var borgo = await Borgo.OpenAsync();
        var (community, id) = (borgo.Community, (await borgo.ReadyAsync()).Id);
        var way = new MuteWay { OnSubmit = () => new WayAnswer.Unanswered("Found no answer, expected one.") };
        var send = new SendSubmission(borgo.Store, way, borgo.Time);
        await send.RunAsync(community, id, "test", Cancellation);
        way.OnAsk = () => new WayAnswer.PutOff("Found no way, expected one.");
        var stands = Assert.IsType<SendOutcome.Stands>(await send.RunAsync(community, id, "test", Cancellation));
        Assert.Equal((SubmissionState.Unanswered, "Found no way, expected one."), (stands.Submission.State, stands.Problem));
        (way.OnAsk, way.OnSubmit) = (() => new WayAnswer.Absent(), () => new WayAnswer.Taken());
        await send.RunAsync(community, id, "test", Cancellation);
        way.OnAsk = () => new WayAnswer.Received("P-2");
        await send.RunAsync(community, id, "test", Cancellation);
        Assert.Equal(["submit", "ask", "ask", "submit", "ask"], way.Calls.Select(call => call.Split(' ')[0]));
        Assert.Equal(
            ["sending", "unanswered", "sending", "sent", "received"],
            (await borgo.FoundAsync(id)).Steps.Select(step => step.Kind.Word()));
    }

    [Fact]
    public async Task Of_two_nodes_that_send_at_once_one_sends_and_the_other_is_told_so()
    {
        await using var borgo = await Borgo.OpenAsync();
        var (community, id) = (borgo.Community, (await borgo.ReadyAsync()).Id);
        var way = new MuteWay();
        await using (await borgo.Store.ClaimAsync(community, id, Cancellation))
        {
            await using var other = Storage.Database.Open(borgo.Database.AppAddress);
            var send = new SendSubmission(new Storage.Submitting.SubmissionStore(other), way, borgo.Time);
            Assert.IsType<SendOutcome.Busy>(await send.RunAsync(community, id, "node 2", Cancellation));
        }

        Assert.Empty(way.Calls);
        Assert.IsType<SendOutcome.Stands>(
            await new SendSubmission(borgo.Store, way, borgo.Time).RunAsync(community, id, "node 1", Cancellation));
    }

    [Fact]
    public async Task A_step_of_somebody_who_saw_an_older_state_is_not_kept()
    {
        await using var borgo = await Borgo.OpenAsync();
        var seen = await borgo.ReadyAsync();
        var step = SubmissionStep.Of(SubmissionState.HandedOver, seen.At, "anna");
        Assert.True(await borgo.Store.StepAsync(seen, step, Cancellation));
        Assert.False(await borgo.Store.StepAsync(seen, step, Cancellation));
        Assert.Single((await borgo.FoundAsync(seen.Id)).Steps);
    }
}
