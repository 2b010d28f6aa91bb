using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Storage;
using NodaTime;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>Messages that told of a removed month stay without what they told of it.</summary>
public sealed class RetentionMessageTests : RetentionTown
{
    [Fact]
    public async Task Of_a_removed_month_no_quarter_is_to_be_found_in_any_message()
    {
        var community = await OldCommunityAsync("sole");
        await Store.DecideAsync(community, 24, null, "regolamento", "sindaco", Sample.Noon, Cancellation);
        var account = new Account
        {
            Username = "gateway",
            Community = community,
            Password = new(new byte[16], new byte[32], 100_000),
        };
        var intake = new IntakeStore(Database.App);
        var inTime = Told(community, Later, Instant.FromUtc(2019, 5, 10, 13, 0), "in time");
        var late = Told(community, Later + Duration.FromMinutes(15), Instant.FromUtc(2026, 1, 3, 8, 0), "late");
        var apart = Told(community, Later, Instant.FromUtc(2026, 1, 4, 8, 0), "apart") with
        {
            Lines = [new(1, LineOutcome.Quarantined, "found a total of 5.000 kWh", Quarter(Later, 2))],
        };
        var repeated = Told(community, Later, Instant.FromUtc(2026, 1, 5, 8, 0), "start_ts 2019-05-10T11:00:00") with { Lines = [] };
        var refused = Told(community, Later, Instant.FromUtc(2019, 5, 11, 8, 0), "refused") with
        {
            Lines = [],
            Refusal = "line 1: found 3 kWh",
        };
        var newer = Told(community, Later, Instant.FromUtc(2026, 1, 6, 8, 0), "newer") with { Lines = [] };
        foreach (var message in new[] { inTime, late, apart, repeated, refused, newer }) await intake.StoreAsync(message, Cancellation);
        await ActAsync(Database.App, "delete from core.touched");
        await HoursAsync(community, Hour(Later, null));
        Assert.Equal(5, (await NewestAsync(account)).Count);

        Assert.Null((await RetireAsync()).Obstacle);
        Assert.Equal(5L, await Store.ForgetAsync(Cancellation));
        Assert.Equal(0L, await Store.ForgetAsync(Cancellation));

        // What is not there cannot be asked for; what tells no quarter of it stays, and that the others came.
        Assert.Equal("newer", Assert.Single(await NewestAsync(account)));
        var sent = new SentStore(Database.App);
        Assert.Null(Assert.Single(await sent.AtAsync(account, inTime.ResourceId!, [late.MessageTimestamp!.Value], Cancellation)).Raw);
        Assert.Equal(6L, await AskAsync<long>("select count(*) from core.ingest"));
        Assert.Equal(1L, await AskAsync<long>("select count(*) from core.ingest where raw is not null"));
        Assert.Equal(0L, await AskAsync<long>("""
            select count(*) from core.quarantine where starts_at is not null
              or coalesce(withdrawn_ukwh, injected_ukwh, withdrawn_total_ukwh) is not null or reason like '%total%'
            """));
        Assert.Equal(0L, await AskAsync<long>(
            "select count(*) from core.ingest where findings::text like '%kWh%' or refusal like '%kWh%'"));
        await Assert.ThrowsAsync<PostgresException>(() => ActAsync(Database.Owner, "update core.ingest set raw = null"));

        async Task<IReadOnlyList<string>> NewestAsync(Account of)
        {
            List<string> all = [];
            await foreach (var message in new SentStore(Database.App).NewestFirstAsync(
                of, inTime.ResourceId!, Instant.FromUtc(2019, 1, 1, 0, 0), Instant.FromUtc(2027, 1, 1, 0, 0), Cancellation))
                all.Add(System.Text.Encoding.UTF8.GetString(message.Raw!.Value.Span));
            return all;
        }
    }

    private static IntakeRecord Told(CommunityId community, Instant start, Instant received, string bytes) =>
        Sample.Message(community, Sample.Stored(1, Quarter(start, 0))) with
        {
            MessageTimestamp = received,
            ReceivedAt = received,
            Raw = System.Text.Encoding.UTF8.GetBytes(bytes),
        };
}
