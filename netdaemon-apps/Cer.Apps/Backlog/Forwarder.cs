using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Cer.Apps;

/// <summary>Sends what is in the journal, oldest first, until the platform has it.</summary>
/// <remarks>
/// A list is sent again until it is answered; the platform takes the same twice as once. A row that it refuses for good goes to
/// a file of its own and does not hold up the others.
/// </remarks>
public sealed partial class Forwarder(Journal journal, IPlatformDoor door, string folder, ILogger logger) : IDisposable
{
    private const int MostRows = 500;
    private const long MostRefused = 4 * 1024 * 1024;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(80);
    private static readonly TimeSpan UntilMended = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _news = new(0, 1);
    private long _told;

    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Says that there are rows.</summary>
    public void Wake()
    {
        try
        {
            if (_news.CurrentCount == 0) _news.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else has said it just now.
        }
    }

    public void Dispose() => _news.Dispose();

    public async Task RunAsync(CancellationToken cancellation)
    {
        var wait = FirstWait;
        var most = MostRows;
        while (!cancellation.IsCancellationRequested)
        {
            TellDropped();
            var (rows, end) = journal.Peek(most);
            if (rows.Count == 0)
            {
                journal.Acknowledge(end);
                await _news.WaitAsync(cancellation);
                continue;
            }

            switch (await door.SendAsync(rows, cancellation))
            {
                case DoorAnswer.Taken:
                    journal.Acknowledge(end);
                    if (wait != FirstWait) LogBack(rows.Count);
                    (wait, most) = (FirstWait, Math.Min(MostRows, most * 2));
                    continue;
                case DoorAnswer.Refused { Rows.Count: > 0 } refused:
                    wait = await WithoutAsync(rows, refused, end, wait, cancellation);
                    break;
                case DoorAnswer.Refused when most > 1 && rows.Count > 1:
                    most = Math.Max(1, rows.Count / 2);
                    continue;
                case DoorAnswer.Refused refused:
                    SetAside(rows[0], refused.Reason);
                    journal.Acknowledge(end);
                    continue;
                case DoorAnswer.Away away:
                    LogAway(away.Reason, wait.TotalSeconds);
                    await Task.Delay(away.After is { } after && after > wait ? Least(after, UntilMended) : Jittered(wait), cancellation);
                    wait = Least(wait * 2, LongestWait);
                    break;
                case DoorAnswer.TooEarly early:
                    LogAway(early.Reason, wait.TotalSeconds);
                    await Task.Delay(Jittered(wait), cancellation);
                    wait = Least(wait * 2, LongestWait);
                    break;
                case DoorAnswer.Unauthorised wrong:
                    LogWrong(wrong.Reason);
                    await Task.Delay(UntilMended, cancellation);
                    break;
            }
        }
    }

    /// <summary>Sends the rest; the bad ones are set aside once the rest is there.</summary>
    private async Task<TimeSpan> WithoutAsync(
        IReadOnlyList<EnergyRow> rows, DoorAnswer.Refused refused, JournalPlace end, TimeSpan wait, CancellationToken cancellation)
    {
        EnergyRow[] rest = [.. rows.Where((_, i) => !refused.Rows.ContainsKey(i))];
        var answer = rest.Length == 0 ? new DoorAnswer.Taken() : await door.SendAsync(rest, cancellation);
        if (answer is not DoorAnswer.Taken)
        {
            await Task.Delay(Jittered(wait), cancellation);
            return Least(wait * 2, LongestWait);
        }

        foreach (var (i, reason) in refused.Rows) SetAside(rows[i], reason);
        journal.Acknowledge(end);
        return FirstWait;
    }

    private void SetAside(EnergyRow row, string reason)
    {
        LogRefused(reason);
        var path = Path.Combine(folder, "refused.jsonl");
        if (File.Exists(path) && new FileInfo(path).Length > MostRefused) File.Move(path, path + ".old", overwrite: true);
        File.AppendAllText(path, JsonSerializer.Serialize(new { row, reason }) + "\n");
    }

    private void TellDropped()
    {
        if (journal.Dropped == _told) return;
        LogDropped(journal.Dropped - _told);
        _told = journal.Dropped;
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Jittered(TimeSpan wait) => wait * (0.8 + (Random.Shared.NextDouble() * 0.4));

    [LoggerMessage(LogLevel.Warning, "The platform did not take the readings, the next try is in {Seconds:0} s: {Reason}")]
    private partial void LogAway(string reason, double seconds);

    [LoggerMessage(LogLevel.Information, "The platform is back: {Count} readings were handed over")]
    private partial void LogBack(int count);

    [LoggerMessage(LogLevel.Error, "The platform does not let the collector in, and is asked again in five minutes: {Reason}")]
    private partial void LogWrong(string reason);

    [LoggerMessage(LogLevel.Error, "The platform refused a reading for good; it is in refused.jsonl: {Reason}")]
    private partial void LogRefused(string reason);

    [LoggerMessage(LogLevel.Error, "The backlog was full: the {Count} oldest readings are gone, and stay gaps")]
    private partial void LogDropped(long count);
}
