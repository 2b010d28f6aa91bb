using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Backup;

/// <summary>Which backups stay: the newest of each of the last days, weeks and months (Europe/Rome) that have one.</summary>
/// <remarks>The newest of all stays whatever the numbers are.</remarks>
public sealed record Retention(int Daily, int Weekly, int Monthly)
{
    public static readonly Retention Usual = new(7, 5, 12);

    /// <summary>Those that may go, newest first.</summary>
    public IReadOnlyList<Instant> Superfluous(IEnumerable<Instant> backups)
    {
        Instant[] newestFirst = [.. backups.Distinct().OrderDescending()];
        var kept = newestFirst.Take(1).ToHashSet();
        Keep(Daily, day => day);
        Keep(Weekly, day => day.PlusDays(1 - (int)day.DayOfWeek));
        Keep(Monthly, day => new(day.Year, day.Month, 1));
        return [.. newestFirst.Where(backup => !kept.Contains(backup))];

        void Keep(int count, Func<LocalDate, LocalDate> period) => kept.UnionWith(newestFirst
            .DistinctBy(backup => period(backup.InZone(MarketHour.Rome).Date))
            .Take(count));
    }
}
