using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Storage;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;

namespace Cer.Database.Tests;

/// <summary>Pushed messages are read by pages: what is in memory at a time does not grow with what was pushed.</summary>
public class SentStoreTests(PostgresFixture postgres)
{
    private const int Kilo = 1024;
    private const string Resource = "SCP-1_Cloud-1_M1ElectricUserDevice-2.0_20260101000000";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_has_at_most_four_megabytes_or_one_message_that_is_larger()
    {
        var account = new Account
        {
            Username = $"nuvola-{Guid.NewGuid():N}",
            Community = await postgres.CommunityAsync(),
            Password = new(new byte[32], new byte[32], 100_000),
        };
        // 24 of a megabyte, one of six, and many small ones.
        int[] sizes = [.. Enumerable.Repeat(1024 * Kilo, 24), 6 * 1024 * Kilo, .. Enumerable.Repeat(Kilo, 80)];
        var at = Instant.FromUtc(2026, 1, 14, 9, 0);
        var intake = postgres.Intake;
        for (var i = 0; i < sizes.Length; i++)
            await intake.StoreAsync(Record(account, at - Duration.FromMinutes(i), sizes[i], i), Cancellation);

        using var asked = new Statements();
        await using var db = new NpgsqlDataSourceBuilder(postgres.Database.AppAddress).UseLoggerFactory(asked).Build();
        var pages = new List<List<int>>();
        var (turn, told) = (0, new List<int>());
        await foreach (var message in new SentStore(db).NewestFirstAsync(
            account, Resource, at - Duration.FromDays(1), at + Duration.FromDays(1), Cancellation))
        {
            if (asked.Count != turn) pages.Add([]);
            turn = asked.Count;
            pages[^1].Add(message.Raw!.Value.Length);
            told.Add(message.Raw.Value.Length);
        }

        Assert.Equal(sizes, told);
        Assert.All(pages, page => Assert.True(page.Count == 1 || page.Sum() <= 4 * 1024 * Kilo));
        Assert.All(pages, page => Assert.True(page.Count <= 32));
        // Six of four megabytes, the large one, and the small ones by 32: no more are asked than there must be.
        Assert.Equal([4, 4, 4, 4, 4, 4, 1, 32, 32, 16], pages.Select(page => page.Count));
    }

    private static IntakeRecord Record(Account account, Instant at, int bytes, int number)
    {
        var raw = new byte[bytes];
        new Random(number).NextBytes(raw);
        return new()
        {
            Community = account.Community,
            Source = IntakeSource.Rest,
            Account = account.Username,
            ResourceId = Resource,
            MessageTimestamp = at,
            Raw = raw,
            ReceivedAt = at,
        };
    }

    /// <summary>Counts the statements that a data source runs.</summary>
    private sealed class Statements : ILoggerFactory, ILogger
    {
        private const int Executed = 2001;
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id == Executed) Interlocked.Increment(ref _count);
        }

        public void Dispose()
        {
        }
    }
}
