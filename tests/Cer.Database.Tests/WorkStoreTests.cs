using Cer.Operations.Ports;
using Cer.Storage;
using NodaTime;

namespace Cer.Database.Tests;

/// <summary>Work is done once for its period, by one worker at a time.</summary>
public class WorkStoreTests(PostgresFixture postgres)
{
    // A kind of its own for every test, since workers look across communities.
    private readonly string _kind = $"kind-{Guid.NewGuid():N}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private WorkStore Work => new(postgres.App);

    [Fact]
    public async Task Two_workers_never_hold_the_same_work_and_what_is_done_stays_done()
    {
        var item = await AddAsync("2026-01");
        await using var first = await ClaimAsync();
        Assert.Equal(item, first!.Item);
        Assert.Null(await ClaimAsync());

        await first.DoneAsync(Sample.Noon, Cancellation);

        Assert.Null(await ClaimAsync());
        Assert.False(await Work.AddAsync(item, Sample.Noon, Cancellation));
        Assert.Null(await ClaimAsync());
    }

    [Fact]
    public async Task Many_workers_share_out_the_work_without_doing_any_twice()
    {
        string[] days = [.. Enumerable.Range(1, 28).Select(day => $"2026-02-{day:00}")];
        foreach (var day in days) await AddAsync(day);

        var done = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => WorkOffAsync()));

        Assert.Equal(days, done.SelectMany(periods => periods).Order(StringComparer.Ordinal));

        async Task<List<string>> WorkOffAsync()
        {
            var periods = new List<string>();
            while (true)
            {
                await using var claim = await ClaimAsync();
                if (claim is null) return periods;
                periods.Add(claim.Item.Period);
                await Task.Delay(1, Cancellation);
                await claim.DoneAsync(Sample.Noon, Cancellation);
            }
        }
    }

    [Fact]
    public async Task A_worker_that_dies_lets_go_of_its_work()
    {
        var item = await AddAsync("2026-01");
        await using (await ClaimAsync()) Assert.Null(await ClaimAsync());
        await using var next = await ClaimAsync();
        Assert.Equal((item, 0), (next!.Item, next.Attempts));
    }

    [Fact]
    public async Task Work_that_failed_waits_for_its_time_and_remembers_its_attempts()
    {
        await AddAsync("2026-01");
        await using (var claim = await ClaimAsync())
            await claim!.FailedAsync("No prices \0yet.", Sample.Noon + Duration.FromHours(1), Cancellation);

        Assert.Null(await ClaimAsync());
        await using var later = await Work.ClaimAsync(_kind, Sample.Noon + Duration.FromHours(1), Cancellation);
        Assert.Equal(1, later!.Attempts);
    }

    [Fact]
    public async Task Work_is_taken_oldest_first_and_not_before_its_time()
    {
        var community = await postgres.CommunityAsync();
        await Work.AddAsync(new(community, _kind, "2026-02"), Sample.Noon, Cancellation);
        await Work.AddAsync(new(community, _kind, "2026-01"), Sample.Noon - Duration.FromDays(30), Cancellation);
        await Work.AddAsync(new(community, _kind, "2026-03"), Sample.Noon + Duration.FromDays(1), Cancellation);

        await using var first = await ClaimAsync();
        await using var second = await ClaimAsync();
        Assert.Equal(["2026-01", "2026-02"], [first!.Item.Period, second!.Item.Period]);
        Assert.Null(await ClaimAsync());
    }

    [Fact]
    public async Task Work_done_is_due_again_when_its_ground_changed()
    {
        var item = await AddAsync("2026-01");
        Assert.False(await Work.ReopenAsync(item, Sample.Noon, Cancellation));
        await using (var claim = await ClaimAsync()) await claim!.DoneAsync(Sample.Noon, Cancellation);

        Assert.True(await Work.ReopenAsync(item, Sample.Noon, Cancellation));
        await using var again = await ClaimAsync();
        Assert.Equal(item, again!.Item);
    }

    private async Task<WorkItem> AddAsync(string period)
    {
        var item = new WorkItem(await postgres.CommunityAsync(), _kind, period);
        Assert.True(await Work.AddAsync(item, Sample.Noon, Cancellation));
        return item;
    }

    private Task<IWorkClaim?> ClaimAsync() => Work.ClaimAsync(_kind, Sample.Noon, Cancellation);
}
