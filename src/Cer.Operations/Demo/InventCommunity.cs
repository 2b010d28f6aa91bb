using System.Threading.Channels;
using Cer.Domain;
using Cer.Operations.Intake;
using Cer.Operations.Periods;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>Fills an empty installation with an invented community and months of messages that end now.</summary>
/// <remarks>
/// Everything goes the way of real data: contract, price file and messages are read as if they had been sent, the lines
/// of a new meter wait in quarantine until they are accepted, and the months are settled as the background service does.
/// Stopped on its way, it is run again: what is stored is found unchanged.
/// </remarks>
public sealed class InventCommunity(
    ICommunityStore communities,
    IReadingStore readings,
    IRunStore runs,
    IWorkStore work,
    IQuarantineStore quarantine,
    DemoDeclaration declaration,
    TakeReadings intake,
    ReleaseQuarantine release,
    MakeHours hours,
    SettleStored settle,
    TimeProvider time)
{
    public const int UsualMonths = 13;
    public const int MostMonths = 60;

    private const int Together = 16;
    private const int Ahead = 4;
    private const int MostWaiting = 100_000;
    private const string Why = "sostituzione del contatore, inventata per la dimostrazione";

    /// <param name="seed">Another seed invents other months.</param>
    /// <param name="months">How many months, the running one included.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Stops between messages.</param>
    public async Task<DemoOutcome> RunAsync(
        ulong seed, int months, IProgress<DemoProgress>? progress, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(months, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(months, MostMonths);
        var known = await communities.ListAsync(cancellation);
        if (known.Any(community => community.Code != Magliano.Code)) return new DemoOutcome.NotEmpty();

        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var running = DemoHistory.MonthOf(now);
        var first = running.PlusMonths(1 - months);
        if (known is [var begun] && await readings.ExtentAsync(begun.Id, cancellation) is { } extent)
        {
            if (await IsWholeAsync(begun.Id, extent, months, cancellation)) return new DemoOutcome.AlreadyThere();
            first = DemoHistory.MonthOf(extent.First);
        }

        var community = await declaration.DeclareAsync(first.Year, running.Year, seed, cancellation);
        await declaration.PriceAsync(first.OnDayOfMonth(1), now.InZone(MarketHour.Rome).Date, seed, cancellation);
        var (messages, stored, accepted) =
            await SendAsync(community, new(first, now, seed), progress, cancellation);
        await SettleAsync(first, running, progress, cancellation);
        return new DemoOutcome.Made(first, running, messages, stored, accepted);
    }

    /// <summary>Whether every month that its readings fill is settled.</summary>
    private async Task<bool> IsWholeAsync(
        CommunityId community, (Instant First, Instant Last) extent, int months, CancellationToken cancellation)
    {
        var (from, to) = (DemoHistory.MonthOf(extent.First), DemoHistory.MonthOf(extent.Last));
        var settled = (await runs.MonthsAsync(community, cancellation)).Select(row => row.Settled.Month).ToHashSet();
        if (settled.Count == 0) return months == 1;
        for (var month = from; month < to; month = month.PlusMonths(1))
            if (!settled.Contains(month)) return false;
        return true;
    }

    private async Task<(int Messages, AppendCounts Readings, int Accepted)> SendAsync(
        CommunityId community,
        DemoHistory history,
        IProgress<DemoProgress>? progress,
        CancellationToken cancellation)
    {
        var sender = new DemoSender(intake, community);
        var (done, counts, accepted) = (0, default(AppendCounts), 0);
        var waiting = new Queue<(DemoMessage Message, Task<IntakeAnswer> Answer)>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var made = Make(history, stop.Token);
        try
        {
            await foreach (var message in made.ReadAllAsync(cancellation))
            {
                if (waiting.Count == Together) await CountAsync();
                waiting.Enqueue((message, sender.SendAsync(message, cancellation)));
                if (!message.ChangesMeter) continue;
                // The operator decides before the next message, which goes on from the new meter's total.
                while (waiting.Count > 0) await CountAsync();
                var released = await AcceptAsync(community, cancellation);
                (accepted, counts) = (accepted + released.Lines, counts + released.Readings);
            }

            while (waiting.Count > 0) await CountAsync();
        }
        finally
        {
            await stop.CancelAsync();
        }

        return (done, counts, accepted);

        async Task CountAsync()
        {
            var (message, answer) = waiting.Dequeue();
            counts += DemoSender.Counts(message, await answer);
            done++;
            progress?.Report(new("messages", done, history.Count));
        }
    }

    /// <summary>Makes the messages on a core of their own, some ahead of those that are sent.</summary>
    private static ChannelReader<DemoMessage> Make(DemoHistory history, CancellationToken cancellation)
    {
        var channel = Channel.CreateBounded<DemoMessage>(Ahead);
        _ = Task.Run(
            async () =>
            {
                try
                {
                    foreach (var message in history.Messages()) await channel.Writer.WriteAsync(message, cancellation);
                    channel.Writer.Complete();
                }
                catch (Exception failure)
                {
                    channel.Writer.Complete(failure);
                }
            },
            CancellationToken.None);
        return channel.Reader;
    }

    private async Task<(int Lines, AppendCounts Readings)> AcceptAsync(
        CommunityId community, CancellationToken cancellation)
    {
        var (lines, readings) = (0, default(AppendCounts));
        var waiting = await quarantine.WaitingAsync(community, MostWaiting, cancellation);
        foreach (var message in waiting.GroupBy(line => line.IngestId))
        {
            int[] numbers = [.. message.Select(line => line.Line)];
            if (await release.RunAsync(community, message.Key, numbers, true, DemoDeclaration.Who, Why, cancellation)
                is not ReleaseOutcome.Decided decided)
                throw new InvalidOperationException("Found a new meter that could not be accepted, expected one that can.");
            (lines, readings) = (lines + decided.Lines, readings + decided.Readings);
        }

        return (lines, readings);
    }

    /// <summary>Does what the background service would do in a minute: makes the hours, settles what is over.</summary>
    private async Task SettleAsync(
        YearMonth first, YearMonth running, IProgress<DemoProgress>? progress, CancellationToken cancellation)
    {
        await work.OpenTouchedAsync(Instant.FromDateTimeOffset(time.GetUtcNow()), cancellation);
        var due = new DoDueWork(work, hours, settle, new LaterClock(time, TimeSpan.FromMinutes(1)));
        var all = Period.DaysBetween(first.OnDayOfMonth(1), running.OnDayOfMonth(1))
            + time.GetUtcNow().Day + ((running.Year - first.Year) * 12) + running.Month - first.Month;
        for (var done = 1; await due.RunAsync(cancellation) is { } report; done++)
        {
            if (report.Problem is { } problem) throw new InvalidOperationException(problem);
            progress?.Report(new("days and months", done, Math.Max(done, all)));
        }
    }
}
