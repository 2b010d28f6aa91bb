using System.Globalization;
using Cer.Domain;
using NodaTime;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>Follows the totals of one meter through the quarters of a message.</summary>
/// <remarks>A total that falls is a fault or a new meter, never negative energy: the line is kept apart. At a swap that a person
/// has recorded the totals begin anew.</remarks>
internal sealed class TotalizerCheck(MeterTotals before, IReadOnlyList<MeterSwap> swaps, bool tellsGaps)
{
    private static readonly Duration Quarter = Duration.FromMinutes(15);

    private readonly Dictionary<Direction, Chain> _chains = new()
    {
        [Direction.Injected] = new(before.Injected, tellsGaps),
        [Direction.Withdrawn] = new(before.Withdrawn, tellsGaps),
        [Direction.Produced] = new(before.Produced, tellsGaps),
    };

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

        foreach (var (direction, chain) in _chains)
        {
            if (chain.Fall(line.Total(direction)) is not { } fall) continue;
            line.Quarantine($"{direction}: {fall}");
            return;
        }

        foreach (var (direction, chain) in _chains)
        {
            if (chain.Follow(line.Reading!.Start, line.Amount(direction), line.Total(direction)) is { } odd)
                line.Warn($"{direction}: {odd}");
        }
    }

    private static string Kwh(long micro) =>
        string.Create(CultureInfo.InvariantCulture, $"{micro / (decimal)Energy.Micro:0.000###} kWh");

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

        /// <summary>Begins anew at a swap that came after what is known.</summary>
        public void Swap(Instant at, Energy? initial)
        {
            if (_total is null || at <= _swapped || at < _told) return;
            (_total, _next, _swapped, _sinceTotal, _quarters, _whole) = (initial, at, at, 0, 0, true);
        }

        public string? Fall(Energy? total)
        {
            if (total is not { } found || _total is not { } known || found >= known) return null;
            var small = found.MicroKilowattHours < known.MicroKilowattHours / 100;
            return $"found a total of {Kwh(found.MicroKilowattHours)} after one of {Kwh(known.MicroKilowattHours)}, "
                + $"expected no less{(small ? ": possibly a new meter, or one that was reset" : "")}";
        }

        public string? Follow(Instant start, Energy? amount, Energy? total)
        {
            _whole &= start == _next && amount is not null;
            _sinceTotal += amount?.MicroKilowattHours ?? 0;
            _quarters++;
            _next = start + Quarter;
            if (total is not { } found) return null;

            var odd = _total is { } known ? Compare(found.MicroKilowattHours - known.MicroKilowattHours) : null;
            (_total, _told, _sinceTotal, _quarters, _whole) = (found, _next, 0, 0, true);
            return odd;
        }

        private string? Compare(long rise)
        {
            var allowed = UrbanDatasetLimits.ToleranceMicroKilowattHours * _quarters;
            // Across a gap the total may rise by more than was told, but never by less.
            var agrees = _whole ? Math.Abs(rise - _sinceTotal) <= allowed : _sinceTotal - rise <= allowed;
            if (agrees && tellsGaps && !_whole && rise - _sinceTotal > allowed)
                return $"found a total that rose by {Kwh(rise)} since the one before it, of which quarters told {Kwh(_sinceTotal)}, "
                    + "expected every quarter: of those that are missing the sum is known, its split is not, and nothing is put in their place";
            return agrees
                ? null
                : $"found a total that rose by {Kwh(rise)} while the energy was {Kwh(_sinceTotal)}, "
                    + $"expected them to agree within {Kwh(allowed)}: stored";
        }
    }
}
