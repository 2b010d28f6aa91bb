using System.Runtime.CompilerServices;
using System.Text;
using Cer.Exchange.UrbanDatasets;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Tests.Intake;

/// <summary>A search of pushed messages takes the memory of what it tells, and reads so much and no more.</summary>
public class SentMessagesTests
{
    private const int Mega = 1024 * 1024;

    private static readonly Account Account = new()
    {
        Username = "nuvola",
        Community = new(1),
        Password = new(new byte[32], new byte[32], 100_000),
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_search_that_finds_nothing_reads_64_megabytes_and_holds_a_message_at_a_time()
    {
        var store = new Endless();
        var (datasets, more) = await new SentMessages(store, TimeProvider.System).ListAsync(
            Account, "x", DatasetFilter.Everything with { Property = "PODID", Value = "nessuno" }, Cancellation);
        Assert.Empty(datasets);
        Assert.True(more);
        // The one that goes beyond it is the last.
        Assert.InRange(store.Given, 64, 65);
        Assert.InRange(store.MostAlive, 1, 3);
    }

    [Fact]
    public async Task A_search_that_finds_everything_tells_8_megabytes_and_that_there_are_more()
    {
        var store = new Endless();
        var (datasets, more) = await new SentMessages(store, TimeProvider.System).ListAsync(
            Account, "x", DatasetFilter.Everything, Cancellation);
        Assert.True(more);
        Assert.InRange(datasets.Sum(dataset => dataset.Length), 6 * Mega, 8 * Mega);
        // Of what was read only what is told is held.
        Assert.InRange(store.MostAlive, 1, 3);
    }

    /// <summary>Messages of a megabyte without end, made as they are taken; it looks which of them somebody still holds.</summary>
    private sealed class Endless : ISentStore
    {
        private readonly List<WeakReference> _given = [];

        public int Given => _given.Count;

        public int MostAlive { get; private set; }

        public async IAsyncEnumerable<SentMessage> NewestFirstAsync(
            Account account, string resourceId, Instant from, Instant to, [EnumeratorCancellation] CancellationToken cancellation)
        {
            for (var number = 0; number < 1000; number++)
            {
                await Task.Yield();
                yield return Make(number);
                GC.Collect();
                MostAlive = Math.Max(MostAlive, _given.Count(one => one.IsAlive));
            }
        }

        public Task<IReadOnlyList<SentMessage>> AtAsync(
            Account account, string resourceId, IReadOnlyList<Instant> instants, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<bool> DeleteAsync(Account account, long ingest, Instant now, CancellationToken cancellation) =>
            throw new NotSupportedException();

        [MethodImpl(MethodImplOptions.NoInlining)]
        private SentMessage Make(int number)
        {
            const string Head = """
                {"resource_id":"x","dataset":{"UrbanDataset":{"specification":{"id":{"value":"M1ElectricUserDevice-2.0"}},"context":
                {"timeZone":"UTC+1","timestamp":"2026-01-14T10:15:21","note":"
                """;
            const string Tail = """
                "},"values":{"line":[{"property":[{"name":"PODID","val":"IT999E00000001"}]}]}}}}
                """;
            var raw = Encoding.UTF8.GetBytes(Head + new string('x', Mega - Head.Length - Tail.Length) + Tail);
            _given.Add(new(raw));
            return new(number, Instant.FromUtc(2026, 1, 14, 9, 15) - Duration.FromMinutes(number), raw);
        }
    }
}
