using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Cer.Apps;

/// <summary>Sends what is in the journal, oldest first, until the platform has it.</summary>
/// <remarks>
/// A list is sent again until it is answered; the platform takes the same twice as once. A row that it refuses for good goes to
/// a file of its own and does not hold up the others. So does one of which both clocks say that its time has not come: the clock
/// of this house was ahead when it was made. If the platform's clock alone says so, it goes to the end of the journal, and waits.
/// </remarks>
public sealed partial class Forwarder(Journal journal, IPlatformDoor door, string folder, ILogger logger) : IDisposable
{
    private const int MostRows = 500;
    private const long MostRefused = 4 * 1024 * 1024;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(80);
    private static readonly TimeSpan UntilMended = TimeSpan.FromMinutes(5);

    private const string Early = "it says that a quarter of an hour is not over: look at both clocks";
    private const string Ahead =
        "start: found a quarter of an hour that is not over by both clocks, expected one that is: the clock was ahead when it was made";

    // A clock that is a little behind the one that made a row.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _news = new(0, 1);
    private readonly HashSet<EnergyRow> _early = [];
    private readonly HashSet<EnergyRow> _aside = [];
    private long _told;

    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What the clock of this house shows; a row may be of a time that it was ahead.</summary>
    public Func<DateTimeOffset> Now { get; init; } = () => TimeProvider.System.GetUtcNow();

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

            EnergyRow[] ready = [.. rows.Where(row => !_early.Contains(row) && !_aside.Contains(row))];
            if (ready.Length == 0)
            {
                if (!rows.All(_aside.Contains)) wait = await AgainAsync(Early, wait, null, cancellation);
                Pass(rows, end);
                _early.Clear();
                continue;
            }

            switch (await door.SendAsync(ready, cancellation))
            {
                case DoorAnswer.Taken:
                    Pass(rows, end);
                    if (wait != FirstWait) LogBack(ready.Length);
                    (wait, most) = (FirstWait, Math.Min(MostRows, most * 2));
                    continue;
                case DoorAnswer.Refused { Rows.Count: > 0 } refused:
                    wait = await WithoutAsync(ready, refused, () => Pass(rows, end), wait, cancellation);
                    break;
                case DoorAnswer.Refused when most > 1 && ready.Length > 1:
                    most = Math.Max(1, rows.Count / 2);
                    continue;
                case DoorAnswer.Refused refused:
                    SetAside(ready[0], refused.Reason);
                    Pass(rows, end);
                    continue;
                case DoorAnswer.Away away:
                    wait = await AgainAsync(away.Reason, wait, away.After, cancellation);
                    break;
                case DoorAnswer.TooEarly early:
                    Divide(ready, early);
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
        EnergyRow[] rows, DoorAnswer.Refused refused, Action pass, TimeSpan wait, CancellationToken cancellation)
    {
        EnergyRow[] rest = [.. rows.Where((_, i) => !refused.Rows.ContainsKey(i))];
        var answer = rest.Length == 0 ? new DoorAnswer.Taken() : await door.SendAsync(rest, cancellation);
        if (answer is not DoorAnswer.Taken)
        {
            await Task.Delay(Jittered(wait), cancellation);
            return Least(wait * 2, LongestWait);
        }

        foreach (var (i, reason) in refused.Rows) SetAside(rows[i], reason);
        pass();
        return FirstWait;
    }

    /// <summary>Which rows have to wait, and which have a time that both clocks say has not come.</summary>
    private void Divide(EnergyRow[] rows, DoorAnswer.TooEarly early)
    {
        var latest = Now() + Tolerance;
        EnergyRow[] told = [.. rows.Where((_, i) => early.Rows.Contains(i))];
        if (told.Length == 0) told = [.. rows.Where(IsAhead)];
        if (told.Length == 0) told = rows;
        foreach (var row in told)
        {
            if (!IsAhead(row)) _early.Add(row);
            else if (_aside.Add(row)) SetAside(row, Ahead);
        }

        bool IsAhead(EnergyRow row) => DateTimeOffset.FromUnixTimeSeconds(row.Start).AddMinutes(15) > latest;
    }

    /// <summary>All of these are done with; those that are too early go to the end, and their turn comes again.</summary>
    private void Pass(IReadOnlyList<EnergyRow> rows, JournalPlace end)
    {
        journal.Append([.. rows.Where(_early.Contains)]);
        journal.Acknowledge(end);
        foreach (var row in rows) _aside.Remove(row);
    }

    private async Task<TimeSpan> AgainAsync(string reason, TimeSpan wait, TimeSpan? after, CancellationToken cancellation)
    {
        LogAway(reason, wait.TotalSeconds);
        await Task.Delay(after is { } its && its > wait ? Least(its, UntilMended) : Jittered(wait), cancellation);
        return Least(wait * 2, LongestWait);
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
