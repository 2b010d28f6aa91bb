using System.Diagnostics;

namespace Cer.Crash.Tests.Mqtt;

/// <summary>What of the messages is in the store.</summary>
internal static class Stored
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(Chances.Soak ? 10 : 3);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<HashSet<InventedMessage>> MissingAsync(
        CrashDatabase database, IEnumerable<InventedMessage> messages)
    {
        var stored = (await database.RowsAsync(
            "select p.code, r.starts_at from core.reading as r join core.pod as p on p.id = r.pod_id",
            row => (InventedMessage.PointOf(row.GetString(0)), InventedMessage.QuarterOf(row.GetDateTime(1))))).ToHashSet();
        return [.. messages.Where(message => !stored.Contains((message.Point, message.Quarter)))];
    }

    /// <summary>Each message once, in the readings and in the log, with its amount; nothing refused or kept apart.</summary>
    public static async Task AssertOnceAsync(CrashDatabase database, InventedMessage[] messages)
    {
        Assert.Equal(
            messages.GroupBy(message => InventedCommunity.Pod(message.Point)).OrderBy(point => point.Key, StringComparer.Ordinal)
                .Select(point => (point.Key, point.LongCount(), point.LongCount(), 1, point.Sum(message => message.WithdrawnWh) * 1000)),
            await database.RowsAsync(
                """
                select p.code, count(*), count(distinct r.starts_at), max(r.revision), sum(r.withdrawn_ukwh)::bigint
                from core.reading as r join core.pod as p on p.id = r.pod_id group by p.code order by p.code collate "C"
                """,
                row => (row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt32(3), row.GetInt64(4))));
        Assert.Equal(
            [((long)messages.Length, 0L, 0L)],
            await database.RowsAsync(
                "select count(*), count(refusal), (select count(*) from core.quarantine) from core.ingest",
                row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2))));
    }

    public static async Task UntilAsync(Func<Task<bool>> holds, CerProgram server)
    {
        for (var waited = Stopwatch.StartNew(); !await holds(); await Task.Delay(100, Cancellation))
            Assert.True(waited.Elapsed < Patience && !server.HasEnded, $"It does not come to an end.\n{server.Said}");
    }
}
