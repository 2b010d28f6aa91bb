using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Exchange.Submissions;
using FsCheck;
using FsCheck.Fluent;

namespace Cer.Exchange.Tests.Submissions;

/// <summary>What is looked at before a package goes out.</summary>
public sealed class PackageChecksTests
{
    [Fact]
    public void A_whole_month_with_true_sums_has_no_finding() => Assert.Empty(PackageChecks.Of(Sample.Package));

    [Fact]
    public void A_missing_hour_is_told_with_how_many_there_should_be()
    {
        var points = Sample.Package.Points.ToArray();
        points[1] = points[1] with { HoursKnown = 671 };
        Assert.Equal(
            ["points …0002, hours_known: found 671, expected 672."], Told(Sample.Package with { Points = points }));
    }

    [Fact]
    public void Sums_that_are_not_those_of_the_hours_are_told()
    {
        var hours = Sample.Package.Hours.ToArray();
        hours[4] = hours[4] with { Injected = Sample.Kwh(2.000001m) };
        Assert.Equal(
            ["points …0001, injected_kwh: found 1344.000000 kWh, expected 1344.000001 kWh, the sum of its hours."],
            Told(Sample.Package with { Hours = hours }));
    }

    [Fact]
    public void An_hour_out_of_the_days_of_membership_is_told()
    {
        var points = Sample.Package.Points.ToArray();
        points[1] = points[1] with { To = new(2026, 2, 27), HoursKnown = 648 };
        var told = Told(Sample.Package with { Points = points });
        Assert.Equal(24, told.Length);
        Assert.Equal(
            "hours …0002 2026-02-27T23:00:00Z, pod: found a point out of the configuration on that day, expected its days in it.",
            told[0]);
    }

    [Fact]
    public void More_shared_in_an_hour_than_was_injected_is_told()
    {
        var shares = Sample.Package.Shares.ToArray();
        shares[0] = shares[0] with { Shared = Sample.Kwh(2.5m) };
        shares[1] = shares[1] with { Shared = Sample.Kwh(1.5m) };
        Assert.Equal(
            ["shares UP-1 2026-01-31T23:00:00Z, shared_kwh: found 2.500000 kWh, expected at most what was injected in the hour."],
            Told(Sample.Package with { Shares = shares }));
    }

    [Fact]
    public void A_month_that_is_not_final_and_forms_that_are_wrong_are_faults_and_what_is_uncertain_only_warns()
    {
        var unit = Sample.Package.Units[0] with { Pod = "PROVA", Censimp = null, Latitude = 51.5m };
        var findings = PackageChecks.Of(Sample.Package with
        {
            Header = Sample.Package.Header with { Status = MonthStatus.Partial, ConfigurationCode = null },
            Units = [unit],
        });
        Assert.Equal(["status", "pod"], findings.Where(finding => finding.IsFault).Select(finding => finding.Field));
        Assert.Equal(
            ["configuration_code", "censimp", "latitude"], findings.Where(finding => !finding.IsFault).Select(finding => finding.Field));
    }

    [Fact]
    public void No_finding_tells_the_code_of_a_point()
    {
        var broken = Sample.Package with { Points = [.. Sample.Package.Points, .. Sample.Package.Points], Hours = [] };
        var findings = PackageChecks.Of(broken);
        Assert.NotEmpty(findings);
        Assert.DoesNotContain(findings, finding => finding.ToString().Contains("IT999E", StringComparison.Ordinal));
    }

    [Fact]
    public void Any_single_change_of_an_hour_is_found() => Prop.ForAll(
        Gen.Choose(0, 671).SelectMany(hour => Gen.Choose(1, 1000).Select(micro => (hour, micro))).ToArbitrary(),
        change =>
        {
            var shares = Sample.Package.Shares.ToArray();
            shares[change.hour] = shares[change.hour] with
            {
                Incentivised = Energy.FromMicroKilowattHours(2_000_000 - change.micro),
            };
            return PackageChecks.Of(Sample.Package with { Shares = shares }).Count == 1;
        }).QuickCheckThrowOnFailure();

    private static string[] Told(EnergyPackage package) => [.. PackageChecks.Of(package).Select(finding => finding.ToString())];
}
