using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Metering;
using Cer.Settlement.Closing;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Settlement.Tests;

/// <summary>A month may be closed when each expected hour of each point is measured or decided about, and not before.</summary>
public class ClosingGateTests
{
    private static readonly MarketMonth June = Scenario.June;

    // By hand: days by 24, less or more an hour when the clocks change; in 2024 and 2027 that is the month's last day.
    public static TheoryData<int, int, LocalDate, LocalDate?, int> Calendar => new()
    {
        { 2026, 3, new(2024, 1, 1), null, 743 },
        { 2026, 10, new(2024, 1, 1), null, 745 },
        { 2026, 3, new(2026, 3, 29), null, 71 },
        { 2026, 10, new(2026, 10, 25), null, 169 },
        { 2024, 3, new(2024, 3, 31), null, 23 },
        { 2027, 10, new(2027, 10, 31), null, 25 },
        { 2024, 3, new(2024, 1, 1), new LocalDate(2024, 3, 30), 720 },
        { 2027, 10, new(2024, 1, 1), new LocalDate(2027, 10, 30), 720 },
        { 2026, 4, new(2024, 1, 1), new LocalDate(2026, 3, 31), 0 },
        { 2026, 4, new(2026, 5, 1), null, 0 },
    };

    [Theory, MemberData(nameof(Calendar))]
    public void Hours_are_expected_by_the_days_of_Rome_on_which_a_point_is_in_the_configuration(
        int year, int number, LocalDate from, LocalDate? to, int expected)
    {
        var (month, town) = (new MarketMonth(year, number), Town(from, to));

        var closed = ClosingGate.Of(town, new(town), month, new(), []);
        AcceptedSpan all = new("p", true, null, month.FirstHour, month.Next.FirstHour, AcceptanceKind.Excluded);
        var open = ClosingGate.Of(town, new(town), month, new(), [all]);

        Assert.Equal((expected, expected, expected == 0), (closed.Expected, closed.Undecided, closed.IsOpen));
        Assert.Equal((expected, true), (open.Accepted, open.IsOpen));
        Assert.Equal(expected, open.Spans.Sum(span => span.Hours));
    }

    [Fact]
    public void Two_holders_of_a_point_one_after_the_other_are_one_run_of_hours()
    {
        var town = Town(new(2024, 1, 1), new(2024, 3, 30)) is var one
            ? one with { Pods = [.. one.Pods, new("p", "m", Voltage.Low, new(2024, 3, 31), null)] }
            : null;

        var gate = ClosingGate.Of(town!, new(town!), new(2024, 3), new(), []);

        Assert.Equal((743, 743L), (gate.Expected, Assert.Single(gate.Spans).Hours));
    }

    [Fact]
    public void A_unit_is_expected_from_the_day_on_which_it_entered_into_service()
    {
        // 28 to 31 March 2024 are 24 + 24 + 24 + 23 hours.
        var town = new Scenario().Member("p", from: new(2024, 1, 1), to: new(2030, 1, 1))
            .Unit("u", "p", 10m, inService: new(2024, 3, 28)).Input().Community;

        var gate = ClosingGate.Of(town, new(town), new(2024, 3), new(), []);

        Assert.Equal([(null, 743), ("u", 95)], gate.Spans.Select(span => (span.Unit, (int)span.Hours)));
        Assert.Equal(743, gate.Expected);
    }

    [Fact]
    public void What_is_missing_is_not_accepted_as_an_estimate_and_what_is_estimated_is_not_left_out()
    {
        var town = Town(new(2025, 6, 1), new(2025, 6, 1));
        var grid = new ReadingGrid(town);
        var qualities = new HourQualities();
        grid.Add(0, -1, June.FirstHour * 4, 60, -1, 5);
        qualities.Note(0, -1, June.FirstHour, Quality.Estimated);
        var all = Enum.GetValues<AcceptanceKind>().ToDictionary(kind => kind, kind => ClosingGate.Of(
            town, grid, June, qualities, [new("p", true, null, June.FirstHour, June.FirstHour + 24, kind)]).Undecided);

        Assert.Equal(23, all[AcceptanceKind.Estimated]);
        Assert.Equal(24, all[AcceptanceKind.Zeroed]);
        Assert.Equal(1, all[AcceptanceKind.Excluded]);
    }

    [Fact]
    public void The_gate_opens_exactly_when_every_expected_hour_is_measured_or_accepted() =>
        Prop.ForAll(Cases.ToArbitrary(), Holds).QuickCheckThrowOnFailure();

    private static Gen<(int[] States, (int Pod, int Series, int From, int Length, int Kind)[] Decisions)> Cases =>
        from states in Gen.Frequency((3, Gen.Constant(1)), (1, Gen.Choose(0, 3))).ArrayOf(72)
        from decisions in (
            from pod in Gen.Choose(0, 1)
            from series in Gen.Choose(0, 2)
            from start in Gen.Choose(0, 23)
            from length in Gen.Frequency((1, Gen.Choose(1, 24)), (2, Gen.Constant(24)))
            from kind in Gen.Choose(0, 2)
            select (pod, series, start, length, kind)).ArrayOf().Where(all => all.Length < 12)
        select (states, decisions);

    // Three series of a day: p withdraws, q withdraws, u on q injects. States: missing, measured, estimated, calculated.
    private static bool Holds((int[] States, (int Pod, int Series, int From, int Length, int Kind)[] Decisions) given)
    {
        var town = new Scenario().Member("p").Member("q").Unit("u", "q", 10m).Input().Community;
        var grid = new ReadingGrid(town);
        var qualities = new HourQualities();
        for (var i = 0; i < 72; i++)
        {
            var (series, hour) = (i / 24, June.FirstHour + (i % 24));
            if (given.States[i] == 0) continue;
            // One row for the withdrawal and one for the injection cannot both be of one unit: they are told together.
            if (series == 0) grid.Add(0, -1, hour * 4, 60, -1, 1);
            qualities.Note(series == 0 ? 0 : 1, series == 2 ? 0 : -1, hour, (Quality)(given.States[i] - 1));
        }

        for (var i = 0; i < 24; i++)
            grid.Add(1, 0, (June.FirstHour + i) * 4, 60, given.States[48 + i] == 0 ? -1 : 1, given.States[24 + i] == 0 ? -1 : 1);

        AcceptedSpan[] accepted = [.. given.Decisions.Select(decision => new AcceptedSpan(
            decision.Pod == 0 ? "p" : "q",
            decision.Series == 0,
            decision.Series == 2 ? "u" : null,
            June.FirstHour + decision.From,
            June.FirstHour + decision.From + decision.Length,
            (AcceptanceKind)decision.Kind))];
        var gate = ClosingGate.Of(town, grid, June, qualities, accepted);
        var turned = ClosingGate.Of(town, grid, June, qualities, [.. accepted.Reverse()]);

        var undecided = Enumerable.Range(0, 48).Count(i => !(i < 24
            ? Decided(0, i)
            : Decided(1, i % 24) && Decided(2, i % 24)));
        return gate.Undecided == undecided && gate.IsOpen == (undecided == 0) && gate.Expected == 48
            && gate.Spans.SequenceEqual(turned.Spans) && gate.Accepted == turned.Accepted;

        bool Decided(int series, int hour) => given.States[(series * 24) + hour] == 1 || given.Decisions.Any(decision =>
            decision.Pod == (series == 0 ? 0 : 1)
            && (decision.Series == 0 || decision.Series == (series == 2 ? 2 : 1))
            && decision.From <= hour && hour < decision.From + decision.Length
            && (given.States[(series * 24) + hour], decision.Kind) is (0, 2) or (2, 0) or (3, 0) or (3, 1));
    }

    private static EnergyCommunity Town(LocalDate from, LocalDate? to)
    {
        var town = new Scenario().Member("m").Input().Community;
        return town with { Pods = [new("p", "m", Voltage.Low, from, to)] };
    }
}
