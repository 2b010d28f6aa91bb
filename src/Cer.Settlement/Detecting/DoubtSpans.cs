namespace Cer.Settlement.Detecting;

/// <summary>Puts quarters that are doubted for one reason together, a span for each day.</summary>
internal static class DoubtSpans
{
    /// <param name="kind">What seems wrong.</param>
    /// <param name="days">The days.</param>
    /// <param name="count">How many quarters there are.</param>
    /// <param name="amount">What is concerned of a quarter, micro-kWh; null where nothing is wrong.</param>
    public static IEnumerable<Doubt> OfDays(DoubtKind kind, CalendarDays days, int count, Func<int, long?> amount)
    {
        var (from, to, day, amounts) = (0, 0, -1, new List<long>());
        for (var i = 0; i < count; i++)
        {
            if (amount(i) is not { } concerned) continue;
            if (days.DayOf(i) != day)
            {
                if (day >= 0) yield return new(kind, from, to, [.. amounts]);
                (from, day) = (i, days.DayOf(i));
                amounts.Clear();
            }

            while (amounts.Count < i - from) amounts.Add(0);
            amounts.Add(concerned);
            to = i + 1;
        }

        if (day >= 0) yield return new(kind, from, to, [.. amounts]);
    }
}
