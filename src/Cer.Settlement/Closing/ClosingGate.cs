using Cer.Domain;
using Cer.Domain.Community;
using Cer.Domain.Metering;

namespace Cer.Settlement.Closing;

/// <summary>Whether the hours of a month let it be closed: each is measured, or a person has decided about it.</summary>
/// <remarks>
/// Hours of points are counted: those in which a point is in the configuration, by Rome days; of a unit, those since
/// it entered into service. A point's hour needs a decision when any of its series does.
/// </remarks>
public sealed class ClosingGate
{
    private readonly List<NeedySpan> _spans = [];

    private ClosingGate()
    {
    }

    /// <summary>Hours of points that are expected.</summary>
    public int Expected { get; private set; }

    /// <summary>Of these, with everything measured.</summary>
    public int Measured { get; private set; }

    /// <summary>Of these, not all measured, and decided about.</summary>
    public int Accepted { get; private set; }

    /// <summary>Hours of points that nobody has decided about.</summary>
    public int Undecided => Expected - Measured - Accepted;

    public bool IsOpen => Undecided == 0;

    /// <summary>Every span that is not measured, by point, series and time.</summary>
    public IReadOnlyList<NeedySpan> Spans => _spans;

    public static ClosingGate Of(
        EnergyCommunity community,
        ReadingGrid readings,
        MarketMonth month,
        HourQualities qualities,
        IReadOnlyCollection<AcceptedSpan> accepted)
    {
        var gate = new ClosingGate();
        var memberships = community.Pods.ToLookup(membership => membership.Pod, StringComparer.Ordinal);
        var decisions = accepted.ToLookup(span => span.Pod, StringComparer.Ordinal);
        for (var pod = 0; pod < readings.Pods.Count; pod++)
        {
            var code = readings.Pods[pod];
            var inside = memberships[code].OrderBy(membership => membership.From).ToArray();
            gate.Add(new(month, readings, qualities, pod, [.. decisions[code]]), inside);
        }

        return gate;
    }

    private void Add(PointHours point, PodMembership[] memberships)
    {
        var states = new HourState[point.Month.HourCount];
        foreach (var membership in memberships)
        {
            var to = membership.To is { } last ? point.PlaceOf(last.PlusDays(1)) : states.Length;
            for (var place = point.PlaceOf(membership.From); place < to; place++) states[place] = HourState.Measured;
        }

        foreach (var unit in point.Series) AddSeries(point, unit, states);
        Expected += states.Count(state => state != HourState.Outside);
        Measured += states.Count(state => state == HourState.Measured);
        Accepted += states.Count(state => state == HourState.Accepted);
    }

    private void AddSeries(PointHours point, int unit, HourState[] states)
    {
        NeedySpan? open = null;
        for (var place = point.BeginOf(unit); place < states.Length; place++)
        {
            var next = states[place] == HourState.Outside ? null : point.NeedAt(unit, place);
            if (next is not null)
            {
                var state = next.Accepted is null ? HourState.Undecided : HourState.Accepted;
                if (states[place] < state) states[place] = state;
            }

            if (open is not null && next is not null && open.To == next.From
                && (open.Need, open.Accepted) == (next.Need, next.Accepted))
            {
                open = open with { To = next.To };
                continue;
            }

            if (open is not null) _spans.Add(open);
            open = next;
        }

        if (open is not null) _spans.Add(open);
    }
}
