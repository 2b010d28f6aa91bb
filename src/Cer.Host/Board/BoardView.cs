using Cer.Domain;
using Cer.Host.Viewing;
using Cer.Operations.Board;
using NodaTime.Text;

namespace Cer.Host.Board;

/// <summary>How good the data of a month are.</summary>
/// <param name="Month">The month.</param>
/// <param name="At">When it was looked over; null while the first look runs.</param>
/// <param name="TookSeconds">How long that took.</param>
/// <param name="Looking">Whether it is being looked over again.</param>
/// <param name="Days">The days of the month.</param>
/// <param name="Points">Its points, those with the most missing first.</param>
/// <param name="PointsLeftOut">How many more there are.</param>
/// <param name="MedianDelayMinutes">The delay in the middle, from the end of an interval to its arrival.</param>
/// <param name="WorstDelayMinutes">The longest.</param>
/// <param name="Quarantined">Lines of the month that wait.</param>
/// <param name="Findings">What to look at, by what it may be worth.</param>
/// <param name="FindingsLeftOut">How many more there are.</param>
/// <param name="PutAway">How many were put away.</param>
internal sealed record BoardView(
    string Month,
    string? At,
    decimal? TookSeconds,
    bool Looking,
    string[] Days,
    BoardView.PointRow[] Points,
    int PointsLeftOut,
    int? MedianDelayMinutes,
    int? WorstDelayMinutes,
    int Quarantined,
    FindingRow[] Findings,
    int FindingsLeftOut,
    int PutAway)
{
    public static BoardView Of(
        MarketMonth month, MonthBoard? board, bool looking, BoardLabels labels, IReadOnlyList<PutAway> away)
    {
        string[] days = [.. month.Days.Select(LocalDatePattern.Iso.Format)];
        if (board is null) return new($"{month}", null, null, true, days, [], 0, null, null, 0, [], 0, 0);
        var delays = new Delays();
        foreach (var point in board.Points.Values) delays.Add(point.Delays);
        var all = board.Points.Values.SelectMany(point => point.Findings).ToArray();
        var byseries = away.ToLookup(one => one.Series);
        var open = BoardOrder.Rank(all.Where(finding => !byseries[finding.Series].Any(one => one.Covers(finding))));
        return new(
            $"{month}",
            HourView.Text(board.At),
            decimal.Round((decimal)board.Took.TotalSeconds, 1),
            looking,
            days,
            [
                .. board.Points.Values.Select(point => PointRow.Of(point, labels))
                    .OrderByDescending(row => row.Missing).ThenBy(row => row.Label, StringComparer.Ordinal).ThenBy(row => row.Point)
                    .Take(Answer.MostRows),
            ],
            Math.Max(0, board.Points.Count - Answer.MostRows),
            delays.Median,
            delays.Worst,
            board.Quarantined,
            [.. open.Take(Answer.MostRows).Select(finding => FindingRow.Of(finding, labels))],
            Math.Max(0, open.Count - Answer.MostRows) + board.Points.Values.Sum(point => point.LeftOut),
            all.Length - open.Count);
    }

    /// <param name="Point">The store's number of the point.</param>
    /// <param name="Label">Last four characters of its code.</param>
    /// <param name="Missing">Quarters of the month that lack.</param>
    /// <param name="Due">For each day, quarters that should be there, of all series.</param>
    /// <param name="Known">Those of them that are.</param>
    /// <param name="Unmeasured">Those that are known and not measured.</param>
    /// <param name="MedianDelayMinutes">The delay in the middle.</param>
    /// <param name="WorstDelayMinutes">The longest.</param>
    /// <param name="Series">How far each series reaches.</param>
    internal sealed record PointRow(
        int Point,
        string Label,
        int Missing,
        int[] Due,
        int[] Known,
        int[] Unmeasured,
        int? MedianDelayMinutes,
        int? WorstDelayMinutes,
        SeriesRow[] Series)
    {
        public static PointRow Of(PointBoard point, BoardLabels labels) => new(
            point.Point,
            labels.Point(point.Point),
            point.Days.Sum(day => day.Due - day.Known),
            [.. point.Days.Select(day => day.Due)],
            [.. point.Days.Select(day => day.Known)],
            [.. point.Days.Select(day => day.Unmeasured)],
            point.Delays.Median,
            point.Delays.Worst,
            [.. point.Marks.Select(mark => SeriesRow.Of(mark, labels))]);
    }

    /// <param name="UnitId">The unit; 0 for what the point withdraws.</param>
    /// <param name="Unit">Its code.</param>
    /// <param name="Flow">The quantity.</param>
    /// <param name="WholeUntil">Until when nothing lacks.</param>
    /// <param name="FirstHole">The first quarter that lacks.</param>
    /// <param name="LastAt">The end of the last that is there.</param>
    internal sealed record SeriesRow(
        int UnitId, string? Unit, string Flow, string? WholeUntil, string? FirstHole, string? LastAt)
    {
        public static SeriesRow Of(SeriesMark mark, BoardLabels labels) => new(
            mark.Series.Unit,
            labels.Unit(mark.Series.Unit),
            BoardWords.Of(mark.Series.Flow),
            mark.WholeUntil is { } whole ? HourView.Text(whole) : null,
            mark.FirstHole is { } hole ? HourView.Text(hole) : null,
            mark.LastAt is { } last ? HourView.Text(last) : null);
    }
}
