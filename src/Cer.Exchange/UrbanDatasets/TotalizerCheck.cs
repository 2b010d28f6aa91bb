using System.Globalization;
using Cer.Domain;
using Cer.Domain.Metering;
using NodaTime;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>Follows the totals of one meter through the quarters of a message.</summary>
/// <remarks>
/// A total that falls is a fault or a new meter, never negative energy, and one that leaps is a fault: the line is kept apart.
/// Which of two is wrong one line cannot tell: where the next ones agree among themselves, the totals go on from them. At a
/// swap that a person has recorded they begin anew.
/// </remarks>
internal sealed class TotalizerCheck(MeterTotals before, IReadOnlyList<MeterSwap> swaps, bool tellsGaps)
{
    private static readonly Duration Quarter = Duration.FromMinutes(15);

    private readonly Dictionary<Direction, Chain> _chains = new()
    {
        [Direction.Injected] = new(before.Injected, tellsGaps),
        [Direction.Withdrawn] = new(before.Withdrawn, tellsGaps),
        [Direction.Produced] = new(before.Produced, tellsGaps),
    };

    /// <summary>Notes what was kept apart before the lines to be judged.</summary>
    public void Note(IEnumerable<Reading> apart)
    {
        foreach (var reading in apart) _ = Contradictions(new(0, []) { Reading = reading });
    }

    /// <summary>Judges the next line in the order of time.</summary>
    public void Judge(Candidate line)
    {
        foreach (var swap in swaps)
        {
            if (swap.At > line.Reading!.Start) break;
            _chains[Direction.Injected].Swap(swap.At, swap.Injected);
            _chains[Direction.Withdrawn].Swap(swap.At, swap.Withdrawn);
            _chains[Direction.Produced].Swap(swap.At, swap.Produced);
        }

        var found = Contradictions(line);
        if (found.Where(one => !one.Found.IsBelieved).Select(one => $"{one.Direction}: {one.Found.Words}").FirstOrDefault() is { } doubt)
        {
            line.Quarantine(doubt);
            return;
        }

        foreach (var (direction, believed) in found)
        {
            _chains[direction].Restart();
            line.Warn($"{direction}: {believed.Words}, but {UrbanDatasetLimits.AgreeingTotals} in a row agree: they go on from here");
        }

        foreach (var (direction, chain) in _chains)
        {
            if (chain.Follow(line.Reading!.Start, line.Amount(direction), line.Total(direction)) is { } odd)
                line.Warn($"{direction}: {odd}");
        }
    }

    private List<(Direction Direction, Contradiction Found)> Contradictions(Candidate line)
    {
        List<(Direction Direction, Contradiction Found)> all = [];
        foreach (var (direction, chain) in _chains)
        {
            if (chain.Contradict(line.Reading!.Start, line.Amount(direction), line.Total(direction)) is { } found)
                all.Add((direction, found));
        }

        return all;
    }

    private static string Kwh(long micro) =>
        string.Create(CultureInfo.InvariantCulture, $"{micro / (decimal)Energy.Micro:0.000###} kWh");

    /// <summary>What speaks against a total, and whether it is believed all the same.</summary>
    private readonly record struct Contradiction(string Words, bool IsBelieved);

    /// <summary>One direction: the last total, and what was told since.</summary>
    private sealed class Chain(TotalAt? last, bool tellsGaps)
    {
        private Energy? _total = last?.Total;
        private Instant _told = last?.At ?? default;
        private Instant _swapped;
        private Instant _next = last?.At ?? default;
        private long _sinceTotal;
        private int _quarters;
        private bool _whole = true;
        private (Energy Total, Instant End, int Agreeing)? _apart;

        /// <summary>Begins anew at a swap that came after what is known.</summary>
        public void Swap(Instant at, Energy? initial)
        {
            if (_total is null || at <= _swapped || at < _told) return;
            (_total, _told, _next, _swapped) = (initial, at, at, at);
            (_sinceTotal, _quarters, _whole, _apart) = (0, 0, true, null);
        }

        /// <summary>What was known counts no more.</summary>
        public void Restart() => (_total, _apart) = (null, null);

        /// <summary>What speaks against a total: it is less than the last, or more than can be.</summary>
        public Contradiction? Contradict(Instant start, Energy? amount, Energy? total)
        {
            if (total is not { } found || _total is not { } known || Words(start, amount, found, known) is not { } words) return null;
            var end = start + Quarter;
            if (_apart is { } last && end <= last.End) return new(words, false);
            var agreeing = _apart is { } before && Agrees(before.Total, before.End, start, amount, found) ? before.Agreeing + 1 : 1;
            _apart = (found, end, agreeing);
            return new(words, agreeing >= UrbanDatasetLimits.AgreeingTotals);
        }

        private string? Words(Instant start, Energy? amount, Energy found, Energy known)
        {
            var rise = found.MicroKilowattHours - known.MicroKilowattHours;
            var most = Most(_told, start) + _sinceTotal + (amount?.MicroKilowattHours ?? 0);
            if (rise >= 0 && rise <= most) return null;
            var small = found.MicroKilowattHours < known.MicroKilowattHours / 100;
            var expected = rise > 0 ? $"at most {Kwh(most)} more"
                : small ? "no less: possibly a new meter, or one that was reset" : "no less";
            return $"found a total of {Kwh(found.MicroKilowattHours)} after one of {Kwh(known.MicroKilowattHours)}, expected {expected}";
        }

        private static bool Agrees(Energy before, Instant end, Instant start, Energy? amount, Energy found)
        {
            var rise = found.MicroKilowattHours - before.MicroKilowattHours;
            var told = amount?.MicroKilowattHours ?? 0;
            return rise >= told - UrbanDatasetLimits.ToleranceMicroKilowattHours
                && rise <= (start == end && amount is not null
                    ? told + UrbanDatasetLimits.ToleranceMicroKilowattHours
                    : told + Most(end, start));
        }

        private static long Most(Instant since, Instant start) =>
            UrbanDatasetLimits.JumpMicroKilowattHours * Math.Max(1, (long)((start + Quarter - since) / Quarter));

        public string? Follow(Instant start, Energy? amount, Energy? total)
        {
            _whole &= start == _next && amount is not null;
            _sinceTotal += amount?.MicroKilowattHours ?? 0;
            _quarters++;
            _next = start + Quarter;
            if (total is not { } found) return null;

            var odd = _total is { } known ? Compare(found.MicroKilowattHours - known.MicroKilowattHours) : null;
            (_total, _told, _sinceTotal, _quarters, _whole, _apart) = (found, _next, 0, 0, true, null);
            return odd;
        }

        private string? Compare(long rise)
        {
            var allowed = UrbanDatasetLimits.ToleranceMicroKilowattHours * _quarters;
            // Across a gap the total may rise by more than was told, but never by less.
            var agrees = _whole ? Math.Abs(rise - _sinceTotal) <= allowed : _sinceTotal - rise <= allowed;
            if (agrees && tellsGaps && !_whole && rise - _sinceTotal > allowed)
            {
                return $"found a total that rose by {Kwh(rise)} since the one before it, of which quarters told "
                    + $"{Kwh(_sinceTotal)}, expected every quarter: of those that are missing the sum is known, "
                    + "its split is not, and nothing is put in their place";
            }

            return agrees
                ? null
                : $"found a total that rose by {Kwh(rise)} while the energy was {Kwh(_sinceTotal)}, "
                    + $"expected them to agree within {Kwh(allowed)}: stored";
        }
    }
}
