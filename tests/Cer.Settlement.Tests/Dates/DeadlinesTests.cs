using Cer.Settlement.Dates;
using NodaTime;

namespace Cer.Settlement.Tests.Dates;

/// <summary>The calendar of Regole Operative pp. 35-43, days looked up by hand.</summary>
public sealed class DeadlinesTests
{
    private static readonly YearMonth First = new(2025, 11);

    [Fact]
    public void The_days_of_half_a_year_are_these() => Assert.Equal(
        [
            "2025-12-15 Measures 2025-11",
            "2025-12-25 Advance 2025-11",
            "2026-01-15 Measures 2025-12",
            "2026-01-25 Advance 2025-12",
            // The last working day of January is a Friday.
            "2026-01-30 AdvancePaid 2025-11",
            "2026-02-15 Measures 2026-01",
            "2026-02-25 Advance 2026-01",
            "2026-02-27 AdvancePaid 2025-12",
            "2026-03-15 Measures 2026-02",
            "2026-03-25 Advance 2026-02",
            "2026-03-30 HourlyData 2025-01",
            "2026-03-31 AdvancePaid 2026-01",
            "2026-04-15 Measures 2026-03",
            "2026-04-25 Advance 2026-03",
            "2026-04-30 AdvancePaid 2026-02",
            "2026-05-15 Measures 2026-04",
            "2026-05-15 Balance 2025-01",
            "2026-05-25 Advance 2026-04",
            "2026-05-29 AdvancePaid 2026-03",
            "2026-06-15 Measures 2026-05",
            "2026-06-25 Advance 2026-05",
            "2026-06-30 AdvancePaid 2026-04",
            "2026-06-30 BalancePaid 2025-01",
            "2026-06-30 Recalculation 2026-06",
        ],
        Deadlines.Between(First, new(2025, 11, 1), new(2026, 6, 30)).Select(Text));

    [Fact]
    public void A_rectification_of_a_month_is_accepted_until_the_end_of_the_61st_after_it() => Assert.Equal(
        ["2030-12-31 LastRectification 2025-11"],
        Deadlines.Between(First, new(2030, 12, 26), new(2031, 1, 1)).Where(one => one.Kind == DeadlineKind.LastRectification).Select(Text));

    [Fact]
    public void Nothing_is_due_before_there_was_energy() =>
        Assert.Empty(Deadlines.Between(First, new(2020, 1, 1), new(2025, 12, 14)));

    private static string Text(Deadline one) => FormattableString.Invariant($"{one.Day:uuuu'-'MM'-'dd} {one.Kind} {one.Of:uuuu'-'MM}");
}
