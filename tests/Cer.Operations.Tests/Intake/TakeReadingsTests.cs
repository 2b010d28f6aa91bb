using System.Data.Common;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Exchange.UrbanDatasets;
using Cer.Operations.Intake;

namespace Cer.Operations.Tests.Intake;

public class TakeReadingsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_that_arrive_during_a_commit_share_the_next_one()
    {
        var stores = new RecordingStores();
        await using var take = Take(stores);
        var first = take.RunAsync(Message("first"), Cancellation);
        await stores.Waiting.Task;
        Task<IntakeAnswer>[] others = [.. "abc".Select(name => take.RunAsync(Message($"{name}"), Cancellation))];
        Assert.False(first.IsCompleted);
        stores.Gate.SetResult();
        Assert.IsType<IntakeAnswer.Taken>(await first);
        foreach (var other in others) Assert.IsType<IntakeAnswer.Taken>(await other);
        Assert.Equal([["first"], ["a", "b", "c"]], stores.Commits);
    }

    [Fact]
    public async Task A_message_that_the_store_cannot_take_does_not_stop_the_others()
    {
        var stores = new RecordingStores
        {
            Failure = records => records.Any(record => record.Device == "b") ? new InvalidOperationException("b") : null,
        };
        await using var take = Take(stores);
        var first = take.RunAsync(Message("first"), Cancellation);
        await stores.Waiting.Task;
        Task<IntakeAnswer>[] others = [.. "abc".Select(name => take.RunAsync(Message($"{name}"), Cancellation))];
        stores.Gate.SetResult();
        await first;
        Assert.IsType<IntakeAnswer.Taken>(await others[0]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => others[1]);
        Assert.IsType<IntakeAnswer.Taken>(await others[2]);
        Assert.Equal(["first", "a", "c"], stores.Stored.Select(record => record.Device));
    }

    [Fact]
    public async Task A_store_that_is_away_is_asked_once_for_a_batch_and_everybody_is_told()
    {
        var stores = new RecordingStores { Failure = records => records.Count > 1 ? new Away() : null };
        await using var take = Take(stores);
        var first = take.RunAsync(Message("first"), Cancellation);
        await stores.Waiting.Task;
        Task<IntakeAnswer>[] others = [.. "abc".Select(name => take.RunAsync(Message($"{name}"), Cancellation))];
        stores.Gate.SetResult();
        await first;
        foreach (var other in others) await Assert.ThrowsAsync<Away>(() => other);
        Assert.Equal(2, stores.Commits.Count);
    }

    [Fact]
    public async Task Who_went_away_before_the_turn_is_not_stored()
    {
        var stores = new RecordingStores();
        await using var take = Take(stores);
        using var gone = new CancellationTokenSource();
        var first = take.RunAsync(Message("first"), Cancellation);
        await stores.Waiting.Task;
        var second = take.RunAsync(Message("second"), gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        stores.Gate.SetResult();
        await first;
        Assert.IsType<IntakeAnswer.Taken>(await take.RunAsync(Message("third"), Cancellation));
        Assert.Equal(["first", "third"], stores.Stored.Select(record => record.Device));
    }

    [Fact]
    public async Task At_the_end_those_who_wait_are_answered_first()
    {
        var stores = new RecordingStores();
        var take = Take(stores);
        var waiting = take.RunAsync(Message("first"), Cancellation);
        await stores.Waiting.Task;
        var end = take.DisposeAsync();
        Assert.False(end.IsCompleted);
        stores.Gate.SetResult();
        await end;
        Assert.IsType<IntakeAnswer.Taken>(await waiting);
    }

    [Fact]
    public async Task Totals_are_compared_between_messages_of_one_commit()
    {
        var stores = new RecordingStores();
        await using var take = Take(stores);
        var first = take.RunAsync(Message("first"), Cancellation);
        await stores.Waiting.Task;
        var rises = take.RunAsync(Message("rises", "10:15:00", "10:30:00", "12345.865"), Cancellation);
        var falls = take.RunAsync(Message("falls", "10:30:00", "10:45:00", "12345.600"), Cancellation);
        stores.Gate.SetResult();
        await first;
        Assert.Equal(LineFate.Stored, Fate(await rises));
        Assert.Equal(LineFate.Quarantined, Fate(await falls));
    }

    private static LineFate Fate(IntakeAnswer answer) =>
        Assert.Single(Assert.IsType<IntakeAnswer.Taken>(answer).Lines).Fate;

    private static TakeReadings Take(RecordingStores stores) => new(stores, stores, stores, new Noon());

    private static IncomingMessage Message(
        string origin, string start = "10:00:00", string end = "10:15:00", string total = "12345.678") => new()
        {
            Community = new(1),
            Source = IntakeSource.File,
            Origin = origin,
            Raw = Encoding.UTF8.GetBytes(Quarter(start, end, total)),
        };

    private static string Quarter(string start, string end, string total) => new JsonObject
    {
        ["UrbanDataset"] = new JsonObject
        {
            ["specification"] = new JsonObject
            {
                ["id"] = new JsonObject { ["value"] = "M1ElectricUserDevice-2.0" },
                ["name"] = "M1 Electric User Device",
                ["uri"] = "x",
            },
            ["context"] = new JsonObject
            {
                ["producer"] = new JsonObject { ["id"] = "ChainTwoCloud-7" },
                ["timeZone"] = "+01:00",
                ["timestamp"] = $"2026-01-14T{end}",
                ["coordinates"] = new JsonObject { ["latitude"] = 44.1, ["longitude"] = 12.2 },
            },
            ["values"] = new JsonObject
            {
                ["line"] = new JsonArray(new JsonObject
                {
                    ["period"] = new JsonObject
                    {
                        ["start_ts"] = $"2026-01-14T{start}",
                        ["end_ts"] = $"2026-01-14T{end}",
                    },
                    ["property"] = new JsonArray(
                        Property("UserDeviceID", "c2g-0A1B2C3D4"),
                        Property("PODID", "IT999E00000001"),
                        Property("WithdrawnActiveEnergy", "0.187"),
                        Property("WithdrawnActiveEnergyReading", total)),
                }),
            },
        },
    }.ToJsonString();

    private static JsonObject Property(string name, string value) => new() { ["name"] = name, ["val"] = value };

    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 14, 12, 0, 0, TimeSpan.Zero);
    }

    private sealed class Away : DbException
    {
        public override bool IsTransient => true;
    }
}
