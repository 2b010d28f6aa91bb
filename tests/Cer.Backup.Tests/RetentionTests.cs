using Cer.Domain;
using Cer.Operations.Backup;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Backup.Tests;

/// <summary>Which backups stay and which go.</summary>
public class RetentionTests
{
    private static readonly Arbitrary<(Instant[] Backups, Retention Rule)> Any = (
        from hours in Gen.Choose(0, 24 * 800).ListOf()
        from daily in Gen.Choose(0, 10)
        from weekly in Gen.Choose(0, 8)
        from monthly in Gen.Choose(0, 14)
        select (hours.Select(hour => Start + Duration.FromHours(hour)).ToArray(), new Retention(daily, weekly, monthly)))
        .ToArbitrary();

    private static Instant Start => Instant.FromUtc(2025, 1, 1, 0, 0);

    [Fact]
    public void The_newest_never_goes() => Holds((backups, rule) =>
        backups.Length == 0 || !rule.Superfluous(backups).Contains(backups.Max()));

    [Fact]
    public void What_stays_and_what_goes_are_together_what_there_was() => Holds((backups, rule) =>
        rule.Superfluous(backups).All(backups.Contains)
        && Kept(backups, rule).Count() <= Math.Max(1, rule.Daily + rule.Weekly + rule.Monthly));

    [Fact]
    public void Applied_again_nothing_more_goes() => Holds((backups, rule) =>
        rule.Superfluous(Kept(backups, rule)).Count == 0);

    [Fact]
    public void The_order_of_the_files_does_not_matter() => Holds((backups, rule) =>
        rule.Superfluous(backups).SequenceEqual(rule.Superfluous(backups.Reverse())));

    [Fact]
    public void Keeping_more_never_removes_what_keeping_less_would_keep() => Holds((backups, rule) =>
        !Kept(backups, rule).Except(Kept(backups, new(rule.Daily + 1, rule.Weekly + 2, rule.Monthly + 3))).Any());

    [Fact]
    public void Every_one_of_the_last_days_weeks_and_months_that_had_a_backup_still_has_one() => Holds((backups, rule) =>
    {
        var kept = Kept(backups, rule).ToArray();
        return Covered(rule.Daily, day => day) && Covered(rule.Monthly, day => new(day.Year, day.Month, 1));

        bool Covered(int count, Func<LocalDate, LocalDate> period) => backups
            .Select(backup => period(Day(backup))).Distinct().OrderDescending().Take(count)
            .All(wanted => kept.Any(backup => period(Day(backup)) == wanted));
    });

    // By hand: 400 nights up to Thursday 31 December 2026. Days: 25 to 31. Weeks (their Sundays): 27 and 20, 13, 6 December
    // besides the current one. Months: the last nights of January to November, December being there.
    [Fact]
    public void After_four_hundred_nights_seven_days_five_weeks_and_twelve_months_are_there()
    {
        var there = new List<Instant>();
        var last = new LocalDate(2026, 12, 31);
        for (var night = last.PlusDays(-399); night <= last; night = night.PlusDays(1))
        {
            there.Add(BackupNight.Of(night));
            there = [.. there.Except(Retention.Usual.Superfluous(there))];
        }

        LocalDate[] expected =
        [
            .. Enumerable.Range(1, 11).Select(month => new LocalDate(2026, month, 1).PlusMonths(1).PlusDays(-1)),
            new(2026, 12, 6), new(2026, 12, 13), new(2026, 12, 20),
            .. Enumerable.Range(25, 7).Select(day => new LocalDate(2026, 12, day)),
        ];
        Assert.Equal(expected, there.Select(Day));
    }

    [Fact]
    public void A_name_tells_its_moment_and_no_other_name_does()
    {
        var made = Instant.FromUtc(2026, 10, 25, 1, 30, 5);
        Assert.Equal("cer-20261025T013005Z.cerbackup", BackupName.Of(made));
        Assert.True(BackupName.TryParse("cer-20261025T013005Z.cerbackup", out var read));
        Assert.Equal(made, read);
        Assert.All(
            ["cer-20261025T013005Z.cerbackup.old", "cer-20261325T013005Z.cerbackup", "mine.cerbackup", "cer-2026.cerbackup"],
            name => Assert.False(BackupName.TryParse(name, out _)));
    }

    private static LocalDate Day(Instant backup) => backup.InZone(MarketHour.Rome).Date;

    private static IEnumerable<Instant> Kept(Instant[] backups, Retention rule) => backups.Distinct().Except(rule.Superfluous(backups));

    private static void Holds(Func<Instant[], Retention, bool> property) =>
        Prop.ForAll(Any, given => property(given.Backups, given.Rule)).QuickCheckThrowOnFailure();
}
