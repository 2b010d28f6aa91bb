namespace Cer.Settlement.Watching;

/// <summary>Finds days on which a point took much more or much less than on the same days of the weeks before.</summary>
/// <remarks>Our own rule: a Sunday is held against Sundays, by their median, once three of them are known.</remarks>
public static class AbnormalUse
{
    /// <summary>With fewer days of the same name before, nothing is usual yet.</summary>
    public const int LeastHistory = 3;

    /// <param name="days">The days of a point, in order.</param>
    /// <param name="looked">How many at the end are looked at.</param>
    /// <param name="most">How many times the usual is too much, such as 2.5.</param>
    /// <param name="fewest">Which part of the usual is too little, such as 0.2.</param>
    /// <param name="least">Micro-kWh of difference that are worth a word.</param>
    public static OddUse? Find(IReadOnlyList<UseDay> days, int looked, decimal most, decimal fewest, long least)
    {
        var usual = days.SkipLast(looked).Where(day => day.Used is not null)
            .GroupBy(day => day.Day.DayOfWeek)
            .Where(same => same.Count() >= LeastHistory)
            .ToDictionary(same => same.Key, same => Median.Of(same.Select(day => (decimal)day.Used!.Value))!.Value);
        var odd = new List<(UseDay Day, decimal Usual, bool IsHigh)>();
        foreach (var day in days.TakeLast(looked))
        {
            if (day.Used is not { } used || !usual.TryGetValue(day.Day.DayOfWeek, out var its)) continue;
            if (used > its * most && used - its >= least) odd.Add((day, its, true));
            else if (used < its * fewest && its - used >= least) odd.Add((day, its, false));
        }

        if (odd.Count == 0) return null;
        // The last one says which way it goes now.
        var same = odd.FindAll(one => one.IsHigh == odd[^1].IsHigh);
        return new(
            same[0].Day.Day,
            same.Count,
            same.Sum(one => one.Day.Used!.Value),
            (long)same.Sum(one => one.Usual),
            odd[^1].IsHigh);
    }
}
