using Cer.Operations.Dashboards.Files;
using Cer.Operations.Dashboards.Sql;
using NodaTime;

namespace Cer.Operations.Dashboards.Spans;

/// <summary>The spans that a dashboard for everybody can be asked about: a short list, to the hour, so that its answers are few.</summary>
/// <remarks>A span is named, not dated: by whose clock it is counted is the server's.</remarks>
public static class OpenSpans
{
    /// <summary>What pages offer beside a dashboard's own span.</summary>
    private static readonly TimeFile[] Quick =
    [
        new("now/d", "now/d"), new("now-1d/d", "now-1d/d"), new("now-7d/d", "now"), new("now-30d/d", "now"), new("now/M", "now/M"),
        new("now-1M/M", "now-1M/M"), new("now-12M/M", "now"), new("now/y", "now/y"), new("now-1y/y", "now-1y/y"),
    ];

    /// <summary>What may be chosen, the dashboard's own span first.</summary>
    public static IReadOnlyList<TimeFile> Of(Board board) => [.. Quick.Prepend(board.File.Time!).Distinct()];

    /// <summary>The span that is named; null when it is none of the list.</summary>
    /// <param name="board">The dashboard.</param>
    /// <param name="span">From and to, as they stand in the list; the dashboard's own when left out.</param>
    /// <param name="compare">Null, <c>before</c> for as long before it, <c>year</c> for the same a year before.</param>
    /// <param name="now">The server's moment.</param>
    public static SqlRange? Find(Board board, TimeFile? span, string? compare, Instant now)
    {
        span ??= board.File.Time!;
        // A panel's own length, such as 7d, goes until now.
        var own = board.Panels.Select(panel => panel.File.TimeFrom).OfType<string>().Select(length => new TimeFile($"now-{length}", "now"));
        if (!Of(board).Concat(own).Contains(span) || compare is not (null or "before" or "year")) return null;
        if (RelativeTime.Parse(span.From) is not { } begins || RelativeTime.Parse(span.To) is not { } ends) return null;
        var (from, to) = (begins.At(now, isEnd: false), ends.At(now, isEnd: true));
        if (compare == "year")
        {
            to = ends.Rounded is { } unit
                ? RelativeTime.Add(RelativeTime.StartOf(RelativeTime.Add(to, -1, 'y'), unit), 1, unit) - Duration.FromMilliseconds(1)
                : RelativeTime.Add(to, -1, 'y');
            from = RelativeTime.Add(from, -1, 'y');
        }
        else if (compare == "before")
        {
            (from, to) = Before(from, to, begins.Rounded == ends.Rounded ? ends.Rounded : null);
        }

        // Days, months and years begin with an hour; their last moment is the end of one.
        return new(ToHour(from), ends.Rounded is null ? ToHour(to) : to);
    }

    /// <summary>As many whole units before it; where it is not made of them, as long.</summary>
    private static (Instant From, Instant To) Before(Instant from, Instant to, char? unit)
    {
        if (unit is not { } whole) return (from - (to - from), from);
        var count = 0;
        for (var at = from; at <= to; at = RelativeTime.Add(at, 1, whole)) count++;
        return (RelativeTime.Add(from, -count, whole), from - Duration.FromMilliseconds(1));
    }

    private static Instant ToHour(Instant at) => RelativeTime.StartOf(at, 'h');
}
