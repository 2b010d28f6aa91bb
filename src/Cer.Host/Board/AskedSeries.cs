using Cer.Host.Viewing;
using Cer.Operations.Board;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Board;

/// <summary>Reads which series and span a call speaks of, or says what is wrong with it.</summary>
internal static class AskedSeries
{
    public static (SeriesKey? Series, IResult? Problem) Of(
        string? point, string? unit, string? flow, IReadOnlyDictionary<int, PointFacts> points) => Of(
            Asked.Number(point ?? ""), string.IsNullOrEmpty(unit) ? 0 : Asked.Number(unit) ?? -1, flow, points);

    public static (SeriesKey? Series, IResult? Problem) Of(
        int? point, int unit, string? flow, IReadOnlyDictionary<int, PointFacts> points)
    {
        if (point is not { } number) return (null, Problems.Bad("Found no point, expected the number of one."));
        if (BoardWords.Flow(flow) is not { } its)
            return (null, Problems.Bad("Found another flow, expected withdrawn, injected or produced."));
        var key = new SeriesKey(number, unit, its);
        return MendReadings.SeriesProblem(points, key) is { } problem ? (null, Problems.Bad(problem)) : (key, null);
    }

    public static (Interval? Span, IResult? Problem) Span(string? from, string? to, int mostQuarters)
    {
        if (Instant(from) is not { } start || Instant(to) is not { } end)
            return (null, Problems.Bad("Found no span, expected from and to as instants such as 2026-10-25T00:00:00Z."));
        return MendReadings.SpanProblem(start, end, mostQuarters) is { } problem
            ? (null, Problems.Bad(problem))
            : (new(start, end), null);
    }

    public static Instant? Instant(string? text) =>
        text is not null && InstantPattern.ExtendedIso.Parse(text) is { Success: true, Value: var instant } ? instant : null;
}
