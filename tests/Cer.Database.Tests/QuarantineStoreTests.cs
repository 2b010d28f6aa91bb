using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Storage;
using NodaTime;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>A line kept apart is decided about once, with an author and a reason, and for good.</summary>
public class QuarantineStoreTests(PostgresFixture postgres)
{
    private static readonly Instant Now = Sample.Noon + Duration.FromHours(3);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private QuarantineStore Store => new(postgres.App);

    [Fact]
    public async Task An_accepted_line_becomes_a_reading_of_its_message_once()
    {
        var (community, message) = await KeptApartAsync();
        Assert.Equal([1, 2, 3], (await Store.WaitingAsync(community, 10, Cancellation)).Select(line => line.Line));

        var decided = Assert.IsType<ReleaseOutcome.Decided>(await DecideAsync(community, message, true, 1, 2));
        Assert.Equal((2, new AppendCounts(2, 0, 0)), (decided.Lines, decided.Readings));
        Assert.Equal(2, await postgres.AskAsync<long>(
            "select count(*) from core.reading where community_id = $1 and ingest_id = $2 and source = 'rest'",
            community.Value,
            message));
        Assert.Equal("anna: new meter", await postgres.AskAsync<string>(
            "select min(decided_by || ': ' || reason) from core.quarantine_decision where community_id = $1 and accepted",
            community.Value));
        // Its day must be made anew.
        Assert.Equal(1, await postgres.AskAsync<long>(
            "select count(*) from core.touched where community_id = $1 and day = '2026-01-14'", community.Value));

        var again = Assert.IsType<ReleaseOutcome.Refused>(await DecideAsync(community, message, true, 1));
        Assert.Contains("no waiting line", again.Reason, StringComparison.Ordinal);
        Assert.Equal(2, await postgres.CountAsync(community, "reading"));
    }

    [Fact]
    public async Task A_rejected_line_stays_out_and_waits_no_more()
    {
        var (community, message) = await KeptApartAsync();
        Assert.Equal(3, Assert.IsType<ReleaseOutcome.Decided>(await DecideAsync(community, message, false)).Lines);
        Assert.Empty(await Store.WaitingAsync(community, 10, Cancellation));
        Assert.Equal(0, await postgres.CountAsync(community, "reading"));
        Assert.IsType<ReleaseOutcome.Refused>(await DecideAsync(community, message, true));
    }

    [Fact]
    public async Task A_line_of_a_stranger_cannot_be_accepted_and_nothing_beside_it_is()
    {
        var (community, message) = await KeptApartAsync();
        var refused = Assert.IsType<ReleaseOutcome.Refused>(await DecideAsync(community, message, true));
        Assert.StartsWith("line 3: found no reading of a point", refused.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(Sample.Stranger.Code, refused.Reason, StringComparison.Ordinal);
        Assert.Equal(0, await postgres.CountAsync(community, "reading"));
        Assert.Equal(3, (await Store.WaitingAsync(community, 10, Cancellation)).Count);
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_one_does()
    {
        var (community, message) = await KeptApartAsync();
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => DecideAsync(community, message, true, 1, 2)));
        Assert.Single(outcomes.OfType<ReleaseOutcome.Decided>());
        Assert.Equal(2, await postgres.CountAsync(community, "reading"));
    }

    [Fact]
    public async Task A_decision_is_never_taken_back()
    {
        var (community, message) = await KeptApartAsync();
        await DecideAsync(community, message, false, 1);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => postgres.AskAsync<int>(
            "update core.quarantine_decision set accepted = true where community_id = $1 returning line", community.Value));
        Assert.Equal("23001", refused.SqlState);
    }

    private async Task<(CommunityId Community, long Message)> KeptApartAsync()
    {
        var community = await postgres.CommunityAsync();
        var receipt = await postgres.Intake.StoreAsync(
            Sample.Message(
                community,
                Kept(1, Sample.Quarter(Sample.School, 0, 1m)),
                Kept(2, Sample.Quarter(Sample.School, 1, 2m)),
                Kept(3, Sample.Quarter(Sample.Stranger, 0, 3m))),
            Cancellation);
        return (community, receipt.IngestId);

        static LineFinding Kept(int line, Cer.Domain.Metering.Reading reading) =>
            new(line, LineOutcome.Quarantined, "found a total that fell", reading);
    }

    private Task<ReleaseOutcome> DecideAsync(CommunityId community, long message, bool accept, params int[] lines) =>
        Store.DecideAsync(
            new()
            {
                Community = community,
                IngestId = message,
                Lines = lines,
                Accept = accept,
                Author = "anna",
                Reason = "new meter",
                At = Now,
            },
            Cancellation);
}
