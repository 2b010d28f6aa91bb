using System.Text.RegularExpressions;
using Cer.Operations.Demo;

namespace Cer.Operations.Tests.Demo;

public partial class DemoCommunityTests
{
    [Fact]
    public void Every_point_of_the_contract_has_a_load_and_no_other() => Assert.Equal(
        PodOf().Matches(DemoCommunity.Contract).Select(match => match.Value).Distinct().Order(),
        Magliano.Points.Select(point => point.Pod.Code).Order());

    [Fact]
    public void Every_roof_has_the_power_its_unit_declares() => Assert.Equal(
        UnitOf().Matches(DemoCommunity.Contract).Select(match => $"{match.Groups[1]} {match.Groups[2]}").Order(),
        Magliano.Points.Where(point => point.Roof is not null).Select(point => $"{point.Pod} {point.Roof!.PowerKw}").Order());

    // Forty points; six of them have a roof: four of the municipality, a family's and the garage's.
    [Fact]
    public void Each_device_listens_to_one_meter() => Assert.Equal(
        40 + 6,
        Magliano.Points.Select(point => point.Device)
            .Concat(Magliano.Points.Where(point => point.Roof is not null).Select(point => point.ProductionDevice))
            .Distinct().Count());

    [GeneratedRegex("IT999E[0-9]{8}")]
    private static partial Regex PodOf();

    [GeneratedRegex(@"id: UP-\w+, pod: (\w+),[^}]*power_kw: (\d+)")]
    private static partial Regex UnitOf();
}
