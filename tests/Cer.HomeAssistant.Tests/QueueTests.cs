using System.Text.Json;
using Cer.Messaging.HomeAssistant;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.HomeAssistant.Tests;

/// <summary>What waits for one consumer: so much and no more, in order, and nothing is dropped unsaid.</summary>
public class QueueTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void What_is_taken_and_what_is_told_as_dropped_is_all_that_came() => Prop.ForAll(
        Arb.From(Gen.Choose(1, 20)), Arb.From(Gen.Choose(0, 100)), (most, count) =>
        {
            var dropped = 0;
            var queue = new HomeQueue(most, long.MaxValue, () => dropped++);
            for (var number = 0; number < count; number++) queue.Add(JsonSerializer.SerializeToElement(number), 1, default);
            queue.End();
            var (taken, told) = Read(queue);
            return told == dropped && dropped == Math.Max(0, count - most)
                && taken.SequenceEqual(Enumerable.Range(count - taken.Count, taken.Count));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Bytes_are_bounded_too_but_one_event_always_has_room()
    {
        var queue = new HomeQueue(100, 10, () => { });
        foreach (var (number, bytes) in new[] { (1, 4), (2, 4), (3, 4), (4, 50) })
            queue.Add(JsonSerializer.SerializeToElement(number), bytes, Instant.FromUnixTimeSeconds(number));
        queue.End();
        var (taken, told) = Read(queue);
        Assert.Equal([4], taken);
        Assert.Equal(3, told);
    }

    [Fact]
    public async Task Who_waits_is_woken_and_the_gap_is_told_where_it_is()
    {
        var queue = new HomeQueue(2, long.MaxValue, () => { });
        await using var reader = queue.ReadAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        var waiting = reader.MoveNextAsync();
        Assert.False(waiting.IsCompleted);
        queue.Add(JsonSerializer.SerializeToElement(1), 1, Instant.FromUnixTimeSeconds(1));
        Assert.True(await waiting);
        Assert.Equal(1, ((HomeNews.Event)reader.Current).Body.GetInt32());
        for (var number = 2; number <= 4; number++)
            queue.Add(JsonSerializer.SerializeToElement(number), 1, Instant.FromUnixTimeSeconds(number));
        Assert.True(await reader.MoveNextAsync());
        Assert.Equal(new HomeNews.Gap(Instant.FromUnixTimeSeconds(2), 1), reader.Current);
        Assert.True(await reader.MoveNextAsync());
        Assert.Equal(3, ((HomeNews.Event)reader.Current).Body.GetInt32());
    }

    private static (List<int> Taken, long Told) Read(HomeQueue queue)
    {
        List<int> taken = [];
        var told = 0L;
        foreach (var news in queue.ReadAsync(Cancellation).ToBlockingEnumerable(Cancellation))
        {
            if (news is HomeNews.Event one) taken.Add(one.Body.GetInt32());
            if (news is HomeNews.Gap gap) told += gap.Dropped;
        }

        return (taken, told);
    }
}
