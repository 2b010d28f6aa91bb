using Cer.Domain;
using Cer.Exchange.Faults;
using Cer.Exchange.Submissions;
using Cer.Operations.Documents;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Settlement.Closing;
using Cer.Settlement.Months;
using NodaTime;
using Kwh = Cer.Domain.Energy;
using UnitMonth = Cer.Operations.Ports.UnitMonth;

namespace Cer.Operations.Submitting;

/// <summary>Lays out a settled month for an authority: the figures of its run, from the readings that it was settled on.</summary>
/// <remarks>A closed month is told from the readings it was closed on; readings that came later belong to the next revision.</remarks>
public sealed class MakeEnergyPackage(StoredContract contract, IRunStore runs, IMonthData data, IReadingStore readings, TimeProvider time)
{
    /// <param name="community">The configuration.</param>
    /// <param name="month">A settled month.</param>
    /// <param name="revision">From 1.</param>
    /// <param name="codes">What the authorities call its parts.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<EnergyPackageOutcome> RunAsync(
        CommunityId community, YearMonth month, int revision, PlantCodes codes, CancellationToken cancellation)
    {
        var rows = await runs.MonthsAsync(community, cancellation);
        if (rows.FirstOrDefault(row => row.Settled.Month == month) is not { } row)
            return Refused(month, "no settlement", "a month that was settled: cer settle does it");
        var (faults, market, qualities) = (new FaultList(), new MarketMonth(month.Year, month.Month), new HourQualities());
        var material = await contract.ReadAsync(community, market, market, null, row.Closed, qualities, faults, cancellation);
        if (material is null) return Refused(month, "faults in the definition or the rules", "none: cer settle names them");
        var settled = new MonthSettler(material.Input).Settle(market);
        var units = await data.UnitsAsync(community, month, row.RunId, cancellation);
        if (!IsTheSame(row, units, settled))
            return Refused(month, "readings that came after its settlement", "a month settled with them: cer settle does it at once");
        if (await runs.FindAsync(community, row.RunId, cancellation) is not { } run)
            return Refused(month, "no run behind its figures", "the run that it was settled with");
        var produced = await ProducedEnergies.OfAsync(readings, community, material.Input, row.Closed?.ReadingsAt, cancellation);
        var points = new PointRows(material.Input, market, qualities);
        var package = new EnergyPackage
        {
            Header = new()
            {
                Community = codes.Community,
                Name = material.Input.Community.Name,
                Kind = material.Input.Community.Kind,
                ConfigurationCode = codes.Configuration,
                PrimarySubstation = material.Input.Community.PrimarySubstation,
                Month = market,
                Revision = revision,
                MadeAt = Instant.FromDateTimeOffset(time.GetUtcNow()),
                Status = row.Settled.Status,
                Run = row.RunId,
                InputSha256 = Convert.ToHexStringLower(run.Run.InputHash.Span),
                Rules = row.RuleIds,
                Program = row.Program,
            },
            Units =
            [
                .. material.Input.Community.UnitsByAge().Select(unit => UnitRow(
                    unit, codes, produced.Of(unit.Id), units.FirstOrDefault(kept => kept.Unit == unit.Id))),
            ],
            Points = points.Points(),
            Hours = points.Hours(produced),
            Shares = Shares(settled),
        };
        return new EnergyPackageOutcome.Made(package, PackageChecks.Of(package));
    }

    private static PackageUnit UnitRow(
        Domain.Community.ProductionUnit unit, PlantCodes codes, Kwh? produced, UnitMonth? kept) => new()
        {
            Unit = unit.Id,
            Plant = unit.Plant,
            Pod = unit.Pod,
            Censimp = codes.Censimp.GetValueOrDefault(unit.Plant),
            Section = codes.Section.GetValueOrDefault(unit.Id),
            Source = unit.Source,
            Zone = unit.Zone,
            PowerKw = unit.PowerKw,
            InService = unit.InService,
            Latitude = codes.Places.TryGetValue(unit.Plant, out var place) ? place.Latitude : null,
            Longitude = codes.Places.TryGetValue(unit.Plant, out place) ? place.Longitude : null,
            Produced = produced,
            Injected = kept?.Injected ?? Kwh.Zero,
            Shared = kept?.Shared ?? Kwh.Zero,
            Incentivised = kept?.Incentivised ?? Kwh.Zero,
            Tip = kept is null ? Money.Zero : kept.Tip,
            Cac = kept is null ? Money.Zero : kept.Cac,
        };

    private static IEnumerable<PackageShare> Shares(MonthSettlement month)
    {
        for (var hour = 0; hour < month.Month.HourCount; hour++)
        {
            var at = ReadMonthFacts.HourAt(month.Month, hour);
            foreach (var unit in month.UnitHours.Where(unit => unit.Active[hour]).OrderBy(unit => unit.Unit.Id, CodePointOrder.Instance))
            {
                yield return new(
                    unit.Unit.Id,
                    at,
                    unit.Counted[hour] ? Kwh.FromMicroKilowattHours(unit.Injected[hour]) : null,
                    Kwh.FromMicroKilowattHours(unit.Shared[hour]),
                    Kwh.FromMicroKilowattHours(unit.Incentivised[hour]));
            }
        }
    }

    private static bool IsTheSame(MonthRow row, IReadOnlyList<UnitMonth> units, MonthSettlement again)
    {
        var made = again.Units.Select(unit => (
            unit.Unit.Id, Kwh.FromMicroKilowattHours(unit.Injected), Kwh.FromMicroKilowattHours(unit.Shared),
            Kwh.FromMicroKilowattHours(unit.Incentivised))).ToHashSet();
        return row.Settled.Withdrawn == Kwh.FromMicroKilowattHours(again.Energies.Withdrawn)
            && made.SetEquals(units.Select(unit => (unit.Unit, unit.Injected, unit.Shared, unit.Incentivised)));
    }

    private static EnergyPackageOutcome.Refused Refused(YearMonth month, string found, string expected) =>
        new($"{NodaTime.Text.YearMonthPattern.Iso.Format(month)}: found {found}, expected {expected}.");
}
