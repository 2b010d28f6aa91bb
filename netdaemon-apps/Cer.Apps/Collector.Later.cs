using System.Diagnostics;
using NodaTime;

namespace Cer.Apps;

/// <remarks>What the recorder did not tell when it was asked: it is asked again, for as long as it keeps what it has.</remarks>
public sealed partial class Collector
{
    private static readonly Duration LongestPause = Duration.FromMinutes(30);

    private readonly Dictionary<string, (Instant At, Duration Pause)> _later = new(StringComparer.Ordinal);

    private async Task ReadLaterAsync(Journal journal, Forwarder forwarder, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        foreach (var meter in _meters.Where(meter => !_missed.ContainsKey(meter.Key)))
        {
            while (_states.GetValueOrDefault(meter.Key)?.Spans is [var span, ..] && IsAskedNow(meter, span))
            {
                if (Stopwatch.GetElapsedTime(began) > LongestRound) return;
                var isOver = Now - span.Since > HistoryReader.Longest;
                var (past, fault) = isOver ? ([], "it keeps no more than ten days") : await PastAsync(
                    [
                        (span.Before.Main, span.MainAfter?.At ?? span.Before.Main.To),
                        (span.Before.Second, span.SecondAfter?.At ?? span.Before.Second.To),
                    ],
                    cancellation);
                if (fault is not null && !isOver)
                {
                    var pause = _later.TryGetValue(meter.Key, out var last)
                        ? Duration.Min(last.Pause * 2, LongestPause)
                        : Duration.FromTimeSpan(Look);
                    _later[meter.Key] = (Now + pause - Duration.FromSeconds(10), pause);
                    break;
                }

                _later.Remove(meter.Key);
                if (isOver) LogNoHistory(meter.Name, fault!);
                var main = span.Before.Main.Entity;
                Tell(
                    meter,
                    MissedSpans.Tell(
                        _states[meter.Key], past.Select(one => (one.Entity == main, one.Value)), meter.MaxPowerKw, LightOf(meter)),
                    journal,
                    forwarder);
                Save();
            }
        }
    }

    private bool IsAskedNow(Meter meter, MissedSpan span) =>
        Now - span.Since > HistoryReader.Longest
        || (span.IsDue(Now)
            && (!_later.TryGetValue(meter.Key, out var later) || later.At <= Now || later.At - Now > LongestPause));

    private void Tell(Meter meter, MeterStep step, Journal journal, Forwarder forwarder)
    {
        journal.Append(
        [
            .. step.Quarters.Select(quarter => new EnergyRow(
                meter.Pod,
                meter.Plant,
                meter.Quantity,
                quarter.Start.ToUnixTimeSeconds(),
                quarter.Amount.MicroKilowattHours,
                quarter.IsEstimated)).Where(row => !journal.Found(row)),
        ]);
        _states = _states.SetItem(meter.Key, step.State);
        foreach (var gap in step.Gaps) LogGap(meter.Name, gap.From, gap.To, gap.Amount?.ToString() ?? "not known");
        if (step.Quarters.Count > 0) forwarder.Wake();
    }
}
