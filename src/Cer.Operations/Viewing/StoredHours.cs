using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Metering;
using Cer.Operations.Ports;
using Cer.Settlement.Sharing;
using NodaTime;

namespace Cer.Operations.Viewing;

/// <summary>Adds up the hours that are stored of each point: those of the community, and those of each unit.</summary>
/// <remarks>As in a settlement, a point with anything missing in an hour is left out of it whole: regulation Q14.</remarks>
internal sealed class StoredHours
{
    private readonly EnergyCommunity _community;
    private readonly ILookup<string, PodMembership> _memberships;
    private readonly Dictionary<string, UnitFigures[]> _units;
    private readonly Dictionary<string, Energy?[]> _withdrawn;
    private readonly Sums[] _sums;
    private readonly MarketHour[] _hours;
    private readonly LocalDate[] _days;

    private StoredHours(EnergyCommunity community, Interval span)
    {
        _community = community;
        _memberships = community.Pods.ToLookup(pod => pod.Pod, StringComparer.Ordinal);
        _hours = [.. Enumerable.Range(0, (int)span.Duration.TotalHours)
            .Select(hour => MarketHour.StartingAt(span.Start + Duration.FromHours(hour)))];
        _days = Array.ConvertAll(_hours, hour => hour.Day);
        _sums = Array.ConvertAll(_hours, _ => new Sums());
        _withdrawn = community.Pods.Select(pod => pod.Pod).Distinct()
            .ToDictionary(pod => pod, _ => new Energy?[_hours.Length], StringComparer.Ordinal);
        _units = community.Units.ToDictionary(unit => unit.Id, _ => new UnitFigures[_hours.Length], StringComparer.Ordinal);
    }

    public static async Task<StoredHours> ReadAsync(
        IHourStore store,
        CommunityId id,
        EnergyCommunity community,
        Interval span,
        Instant? at,
        CancellationToken cancellation)
    {
        var hours = new StoredHours(community, span);
        var rows = new List<MeterHour>();
        // They come by point and hour: one hour of one point at a time.
        var latest = at is { } then
            ? store.KnownAtAsync(id, span, then, cancellation)
            : store.LatestAsync(id, span, cancellation);
        await foreach (var row in latest)
        {
            if (rows.Count > 0 && (rows[0].Hour != row.Hour || rows[0].Pod != row.Pod)) hours.Add(rows);
            rows.Add(row);
        }

        if (rows.Count > 0) hours.Add(rows);
        return hours;
    }

    /// <summary>The hours of a unit; nothing known of one that the community has not.</summary>
    public IReadOnlyList<UnitFigures> Of(string unit) => _units.GetValueOrDefault(unit) ?? new UnitFigures[_hours.Length];

    /// <summary>The hours of the community.</summary>
    public IReadOnlyList<HourFigures> Figures()
    {
        var (injected, withdrawn) = (Array.ConvertAll(_sums, sum => sum.Injected), Array.ConvertAll(_sums, sum => sum.Withdrawn));
        var shared = new long[_sums.Length];
        SharedEnergy.PerHour(injected, withdrawn, shared);
        var expected = _days.Distinct().ToDictionary(day => day, day => _community.Pods.Count(pod => pod.Covers(day)));
        return [.. _sums.Select((sum, i) => new HourFigures(_hours[i])
        {
            Produced = sum.Made == 0 ? null : Energy.FromMicroKilowattHours(sum.Produced),
            Self = sum.Used == 0 ? null : Energy.FromMicroKilowattHours(sum.Self),
            Injected = sum.Given == 0 ? null : Energy.FromMicroKilowattHours(sum.Injected),
            Withdrawn = sum.Points == 0 ? null : Energy.FromMicroKilowattHours(sum.Withdrawn),
            Shared = sum.Given == 0 || sum.Points == 0 ? null : Energy.FromMicroKilowattHours(shared[i]),
            Quality = sum.Quality,
            Known = sum.Points,
            Expected = expected[_days[i]],
        })];
    }

    /// <summary>The series that lack hours of a day while they should be there, with how many.</summary>
    public IReadOnlyList<LackingDay> Lacking()
    {
        var lacking = new List<LackingDay>();
        var days = _days.Distinct().Select(day => (Day: day, First: Array.IndexOf(_days, day), Hours: _days.Count(other => other == day)))
            .ToArray();
        foreach (var (pod, withdrawn) in _withdrawn)
        {
            var units = _community.Units.Where(unit => unit.Pod == pod).ToArray();
            foreach (var (day, first, hours) in days)
            {
                if (!_memberships[pod].Any(membership => membership.Covers(day))) continue;
                Lacks(pod, null, MeterRole.Exchange, day, hours, withdrawn.AsSpan(first, hours).Count((Energy?)null));
                foreach (var unit in units.Where(unit => unit.InService <= day))
                {
                    var its = _units[unit.Id];
                    var (given, made) = Missing(its.AsSpan(first, hours));
                    Lacks(pod, unit.Id, MeterRole.Exchange, day, hours, given);
                    if (Array.Exists(its, hour => hour.Produced is not null))
                        Lacks(pod, unit.Id, MeterRole.Production, day, hours, made);
                }
            }
        }

        return lacking;

        static (int Given, int Made) Missing(ReadOnlySpan<UnitFigures> hours)
        {
            var (given, made) = (0, 0);
            foreach (var hour in hours)
            {
                if (hour.Injected is null) given++;
                if (hour.Produced is null) made++;
            }

            return (given, made);
        }

        void Lacks(string pod, string? unit, MeterRole meter, LocalDate day, int hours, int missing)
        {
            if (missing > 0) lacking.Add(new(pod, unit, meter, day, hours, missing));
        }
    }

    private void Add(List<MeterHour> rows)
    {
        var place = (int)(rows[0].Hour.Start - _hours[0].Start).TotalHours;
        if (_memberships[rows[0].Pod.Code].Any(membership => membership.Covers(_days[place])))
            Add(rows, place, _sums[place]);
        rows.Clear();
    }

    private void Add(List<MeterHour> rows, int place, Sums sums)
    {
        var counts = rows.TrueForAll(row => (row.Unit is null ? row.Withdrawn : row.Injected) is not null);
        if (counts) sums.Points++;
        foreach (var row in rows)
        {
            if (row.Quality is { } quality && !(sums.Quality >= quality)) sums.Quality = quality;
            if (counts && row.Withdrawn is { } withdrawn) sums.Withdrawn += withdrawn.MicroKilowattHours;
            if (row.Unit is null) _withdrawn[row.Pod.Code][place] = row.Withdrawn;
            if (row.Unit is null || !_units.TryGetValue(row.Unit, out var unit)) continue;
            unit[place] = new(row.Produced, row.Injected);
            sums.Add(unit[place], counts);
        }
    }

    private sealed class Sums
    {
        public long Produced { get; private set; }

        public long Self { get; private set; }

        public long Injected { get; private set; }

        public long Withdrawn { get; set; }

        public int Made { get; private set; }

        public int Used { get; private set; }

        public int Given { get; private set; }

        public int Points { get; set; }

        public Quality? Quality { get; set; }

        public void Add(UnitFigures unit, bool counts)
        {
            if (unit.Produced is { } produced) (Produced, Made) = (Produced + produced.MicroKilowattHours, Made + 1);
            if (unit.Self is { } self) (Self, Used) = (Self + self.MicroKilowattHours, Used + 1);
            if (counts && unit.Injected is { } injected)
                (Injected, Given) = (Injected + injected.MicroKilowattHours, Given + 1);
        }
    }
}
