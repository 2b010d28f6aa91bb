using System.Globalization;
using Cer.Domain;
using Cer.Domain.Codes;

namespace Cer.Exchange.Submissions;

/// <summary>Looks at a package before it goes out: completeness, forms, sums, membership; what is uncertain only warns.</summary>
/// <remarks>Sources: regulation 8.1 to 8.3 for fields and forms; TIAD art. 1 for what is shared in an hour.</remarks>
public sealed class PackageChecks
{
    /// <summary>How many findings are kept.</summary>
    public const int Most = 1000;

    private readonly EnergyPackage _package;
    private readonly List<PackageFinding> _findings = [];

    private PackageChecks(EnergyPackage package) => _package = package;

    /// <summary>Every finding, faults first.</summary>
    public static IReadOnlyList<PackageFinding> Of(EnergyPackage package)
    {
        var checks = new PackageChecks(package);
        checks.Header();
        foreach (var unit in package.Units) checks.Unit(unit);
        if (package.Units.Count == 0) checks.Fault(PackageTables.Units, "", "unit", "none", "at least one production unit");
        foreach (var point in package.Points) checks.Point(point);
        checks.Twice();
        checks.Hours();
        checks.Shares();
        return [.. checks._findings.OrderBy(finding => !finding.IsFault)];
    }

    private void Header()
    {
        var header = _package.Header;
        if (header.Status != MonthStatus.Final)
            Fault(PackageTables.Configuration, "", "status", CodeLists.Statuses.Word(header.Status), "final");
        if (string.IsNullOrWhiteSpace(header.ConfigurationCode))
            Warn(PackageTables.Configuration, "", "configuration_code", "nothing", "the code that GSE gave the configuration");
        if (string.IsNullOrWhiteSpace(header.PrimarySubstation))
            Warn(PackageTables.Configuration, "", "primary_substation", "nothing", "a code such as AC001E00000");
        if (header.Revision < 1) Fault(PackageTables.Configuration, "", "revision", Text(header.Revision), "1 or more");
    }

    private void Unit(PackageUnit unit)
    {
        if (!Pod.TryParse(unit.Pod, null, out _)) Fault(PackageTables.Units, unit.Unit, "pod", "another code", Pod.Form);
        if (string.IsNullOrWhiteSpace(unit.Censimp))
            Warn(PackageTables.Units, unit.Unit, "censimp", "nothing", "the code of the plant in GAUDI");
        if (unit.Latitude is null || unit.Longitude is null)
            Warn(PackageTables.Units, unit.Unit, "latitude", "no place", "degrees in WGS 84");
        else if (unit is not { Latitude: >= 35 and <= 48, Longitude: >= 6 and <= 19 })
            Warn(PackageTables.Units, unit.Unit, "latitude", $"{Text(unit.Latitude!)}, {Text(unit.Longitude!)}", "a place in Italy");
        if (unit.Shared > unit.Injected)
            Fault(PackageTables.Units, unit.Unit, "shared_kwh", Text(unit.Shared), $"at most the {Text(unit.Injected)} injected");
        if (unit.Incentivised > unit.Shared)
            Fault(PackageTables.Units, unit.Unit, "incentivised_kwh", Text(unit.Incentivised), $"at most the {Text(unit.Shared)} shared");
        if (unit.Produced is { } made && made < unit.Injected)
            Warn(PackageTables.Units, unit.Unit, "produced_kwh", Text(made), $"at least the {Text(unit.Injected)} injected");
        if (unit.StateIn(_package.Header.Month) == UnitState.NotYet && unit.Injected > Energy.Zero)
            Fault(PackageTables.Units, unit.Unit, "in_service", $"{unit.InService:uuuu'-'MM'-'dd}", "a day before the energy of the month");
    }

    private void Point(PackagePoint point)
    {
        var label = Label(point.Pod);
        if (!Pod.TryParse(point.Pod, null, out _)) Fault(PackageTables.Points, label, "pod", "another code", Pod.Form);
        if (point.To < point.From) Fault(PackageTables.Points, label, "to", $"{point.To:uuuu'-'MM'-'dd}", "a day not before the first");
        var hours = point.HoursIn(_package.Header.Month);
        if (hours == 0) Fault(PackageTables.Points, label, "from", "a span outside of the month", "a day of it");
        else if (point.HoursKnown < hours)
            Fault(PackageTables.Points, label, "hours_known", Text(point.HoursKnown), Text(hours));
        else if (point.HoursKnown > hours)
            Fault(PackageTables.Points, label, "hours_known", Text(point.HoursKnown), $"at most {Text(hours)}");
        if (point.Quality is not (null or Quality.Measured))
            Warn(PackageTables.Points, label, "quality", CodeLists.Qualities.Word(point.Quality.Value), "measured");
    }

    private void Twice()
    {
        foreach (var unit in _package.Units.GroupBy(unit => unit.Unit, StringComparer.Ordinal).Where(units => units.Count() > 1))
            Fault(PackageTables.Units, unit.Key, "unit", "the unit twice", "each once");
        foreach (var spans in _package.Points.GroupBy(point => point.Pod, StringComparer.Ordinal))
        {
            var inOrder = spans.OrderBy(span => span.From).ToArray();
            for (var i = 1; i < inOrder.Length; i++)
            {
                if (inOrder[i - 1].To is { } last && last < inOrder[i].From) continue;
                Fault(PackageTables.Points, Label(spans.Key), "from", "two spans on the same day", "one at a time");
            }
        }
    }

    private void Hours()
    {
        var month = _package.Header.Month;
        var spans = _package.Points.ToLookup(point => point.Pod, StringComparer.Ordinal);
        var sums = new Dictionary<string, (Energy? In, Energy? Out)>(StringComparer.Ordinal);
        foreach (var hour in _package.Hours)
        {
            var place = $"{Label(hour.Pod)} {hour.Hour.Start}";
            if (MarketMonth.Of(hour.Hour.Day) != month) Fault(PackageTables.Hours, place, "start", "another month", month.ToString());
            else if (!spans[hour.Pod].Any(span => span.Covers(hour.Hour.Day)))
                Fault(PackageTables.Hours, place, "pod", "a point out of the configuration on that day", "its days in it");
            if (hour.Unit is not null && hour.Withdrawn is not null)
                Fault(PackageTables.Hours, place, "withdrawn_kwh", "energy taken by a unit", "energy of the point");
            var (given, taken) = sums.GetValueOrDefault(hour.Pod);
            sums[hour.Pod] = (Sum(given, hour.Injected), Sum(taken, hour.Withdrawn));
        }

        foreach (var points in spans)
        {
            var (given, taken) = sums.GetValueOrDefault(points.Key);
            Equal(PackageTables.Points, Label(points.Key), "injected_kwh", SumOf(points, point => point.Injected), given);
            Equal(PackageTables.Points, Label(points.Key), "withdrawn_kwh", SumOf(points, point => point.Withdrawn), taken);
        }
    }

    private void Shares()
    {
        var sums = new Dictionary<string, (Energy In, Energy Shared, Energy Incentivised)>(StringComparer.Ordinal);
        foreach (var share in _package.Shares)
        {
            var place = $"{share.Unit} {share.Hour.Start}";
            if (MarketMonth.Of(share.Hour.Day) != _package.Header.Month)
                Fault(PackageTables.Shares, place, "start", "another month", _package.Header.Month.ToString());
            if (share.Shared > (share.Injected ?? Energy.Zero))
                Fault(PackageTables.Shares, place, "shared_kwh", Text(share.Shared), "at most what was injected in the hour");
            var (given, shared, incentivised) = sums.GetValueOrDefault(share.Unit);
            sums[share.Unit] = (given + (share.Injected ?? Energy.Zero), shared + share.Shared, incentivised + share.Incentivised);
        }

        foreach (var unit in _package.Units)
        {
            var (given, shared, incentivised) = sums.GetValueOrDefault(unit.Unit);
            Equal(PackageTables.Units, unit.Unit, "injected_kwh", unit.Injected, given);
            Equal(PackageTables.Units, unit.Unit, "shared_kwh", unit.Shared, shared);
            Equal(PackageTables.Units, unit.Unit, "incentivised_kwh", unit.Incentivised, incentivised);
            sums.Remove(unit.Unit);
        }

        foreach (var stray in sums.Keys) Fault(PackageTables.Shares, stray, "unit", "a unit that is not told", "one of the units");
    }

    private void Equal(string table, string row, string field, Energy? told, Energy? summed)
    {
        if (told != summed) Fault(table, row, field, Text(told), $"{Text(summed)}, the sum of its hours");
    }

    private void Fault(string table, string row, string field, string found, string expected) =>
        Add(new(true, table, row, field, found, expected));

    private void Warn(string table, string row, string field, string found, string expected) =>
        Add(new(false, table, row, field, found, expected));

    private void Add(PackageFinding finding)
    {
        if (_findings.Count < Most) _findings.Add(finding);
    }

    private static Energy? SumOf(IEnumerable<PackagePoint> points, Func<PackagePoint, Energy?> part) =>
        points.Aggregate((Energy?)null, (sum, point) => Sum(sum, part(point)));

    private static Energy? Sum(Energy? sum, Energy? part) => part is { } known ? (sum ?? Energy.Zero) + known : sum;

    /// <summary>The last four characters: findings are read by more people than codes are for.</summary>
    private static string Label(string pod) => pod.Length > 4 ? $"…{pod[^4..]}" : pod;

    private static string Text(Energy? energy) => energy is { } known ? $"{FieldText.Of(known)} kWh" : "nothing";

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
