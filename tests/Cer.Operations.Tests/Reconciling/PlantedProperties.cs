using Cer.Operations.Reconciling;
using FsCheck;
using FsCheck.Fluent;

namespace Cer.Operations.Tests.Reconciling;

/// <summary>In any month, with any one cause of any size: its cause stands first, or none is said; a true month never differs.</summary>
public class PlantedProperties
{
    // Each case settles a month a hundred times and more.
    private const int Cases = 60;

    private static readonly string[] Consumers = [.. TownHours.Instance.Withdrawn.Keys];

    [Fact]
    public void The_first_cause_is_the_planted_one_or_none_is_said()
    {
        var cases = from month in Gen.Choose(1, 12)
                    from pod in Gen.Elements(Consumers)
                    from unit in Gen.Elements(OtherHand.Ups.Select(up => up.Up).ToArray())
                    from day in Gen.Choose(2, 28)
                    from percent in Gen.Choose(50, 150).Where(percent => percent != 100)
                    from bracket in Gen.Elements((70m, 110m), (60m, 100m))
                    from which in Gen.Choose(0, 7)
                    select (month, cause: which switch
                    {
                        0 => PlantedCause.Missing(pod),
                        1 => PlantedCause.From(pod, day),
                        2 => PlantedCause.Zone,
                        3 => PlantedCause.Bracket(unit, bracket.Item1, bracket.Item2),
                        4 => PlantedCause.NobodyExempt,
                        5 => PlantedCause.CentsByTheHour,
                        6 => PlantedCause.Correction(unit),
                        _ => PlantedCause.Scaled(pod, percent),
                    }, name: $"{month} {pod} {unit} {day} {percent} {bracket} {which}");
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var found = PlantedYear.Hold(new(one.month, PlantedCause.Hand(one.month, one.cause)));
            foreach (var row in found.Differences.Where(row => row.Cause is not null))
            {
                // Other measures than ours have no cause that could be tried: nothing may claim them.
                Assert.True(row.Cause!.Kind == one.cause.Kind && row.Cause.Parts.Count == 0, $"{one.name}: {Words(row)}");
                Assert.True(one.cause.Point is null || row.Cause.Point == one.cause.Point, $"{one.name}: {Words(row)}");
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));
    }

    [Fact]
    public void A_true_month_never_differs()
    {
        var cases = from month in Gen.Choose(1, 12) from points in Gen.Elements(true, false) select (month, points);
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var found = PlantedYear.Hold(new(one.month, new OtherHand(one.month).Compute()) { TellsPoints = one.points });
            Assert.Empty(found.Differences.Select(Words));
            Assert.Equal(Agreement.Agrees, found.Agreement);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases / 3));
    }

    private static string Words(ReconciledRow row) =>
        $"{row.Key.Item} {row.Key.Scope}: {row.Accrued} {row.Advised} differ by {row.Difference}; "
        + string.Join(" | ", row.Causes.Select(cause => $"{cause.Kind} {cause.Point} {cause.About} leaves {cause.Residual} "
            + string.Join(" + ", cause.Parts.Select(part => $"{part.Kind} {part.Point} {part.Part}"))));
}
