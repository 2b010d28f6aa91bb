using System.Globalization;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Storage.Truth;

/// <summary>The statement that copies the words of all classes out for a settlement.</summary>
internal sealed class ReadingCopySql(int community, Interval span, IReadOnlyList<Precedence> decided)
{
    private const string Columns = "r.pod_id, r.starts_at, r.unit_id, r.minutes";

    /// <summary>Makes it.</summary>
    /// <param name="pointByPoint">Look the points up one by one instead of reading all of the month.</param>
    /// <param name="past">With no more than what had arrived by then; all when null.</param>
    /// <param name="since">Mark what arrived after it, and add what stood then and no longer does.</param>
    public string Of(bool pointByPoint, InputCut? past, InputCut? since)
    {
        var points = pointByPoint
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"and r.pod_id = any (array(select id from core.pod where community_id = {community}))")
            : "";
        if (past is { Precedence: null }) return Copy(Former(points, past));
        var known = decided.Where(one => past?.Precedence is not { } upto || one.Id <= upto).ToList();
        if (since is not { Readings: { } seen })
            return Copy(Selected(known, "null::boolean", points, Known("r", past), Among("later", past)));
        var late = string.Create(CultureInfo.InvariantCulture, $"nullif(r.arrival > {seen}, false)");
        var gone = $"""
            {Known("r", since)} and exists (
              select from core.reading as later where {EffectiveReadings.IsLaterThan("r")} and {Among("later", past)})
            """;
        return Copy($"""
            {Selected(known, late, points, Known("r", past), Among("later", past))}
            union all
            {Selected(known, "false", points, gone, Among("later", since))}
            """);
    }

    private static string Copy(string select) => $"copy ({select}) to stdout (format binary)";

    private string Selected(
        IReadOnlyList<Precedence> known, string mark, string points, string condition, string among) => $"""
        select {Columns}, {EffectiveReadings.Rank("r", known)}, r.injected_ukwh, r.withdrawn_ukwh, {mark}
        from core.reading as r
        where {Within("r")} and r.meter = 1 {points} and {condition} and {EffectiveReadings.IsTheWord("r", among)}
        """;

    /// <summary>As runs were made before classes: the newest row of an interval stood, and an hour whole before its quarters.</summary>
    private string Former(string points, InputCut past) => $"""
        select {Columns}, r.minutes / 15, r.injected_ukwh, r.withdrawn_ukwh, null::boolean
        from core.reading as r
        where {Within("r")} and r.meter = 1 {points} and {Known("r", past)} and not exists (
          select from core.reading as later
          where later.revision > 1 and (later.community_id, later.pod_id, later.starts_at, later.unit_id, later.meter)
            = (r.community_id, r.pod_id, r.starts_at, r.unit_id, r.meter)
            and later.revision > r.revision and {Among("later", past)})
        """;

    private string Among(string row, InputCut? past) => $"{Within(row)} and {Known(row, past)}";

    private string Within(string row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row}.community_id = {community} and {row}.starts_at >= '{EffectiveReadings.Time(span.Start)}'")
        + $" and {row}.starts_at < '{EffectiveReadings.Time(span.End)}'";

    private static string Known(string row, InputCut? past) => past switch
    {
        { Readings: { } upto } =>
            string.Create(CultureInfo.InvariantCulture, $"({row}.arrival is null or {row}.arrival <= {upto})"),
        { Before: { } before } => $"{row}.received_at <= '{EffectiveReadings.Time(before)}'",
        _ => "true",
    };
}
