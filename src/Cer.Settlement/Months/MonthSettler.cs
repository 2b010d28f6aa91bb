using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using NodaTime;

namespace Cer.Settlement.Months;

/// <summary>Settles one month of a configuration: from readings to what is due for each unit.</summary>
public sealed class MonthSettler
{
    private readonly SettlementInput _input;
    private readonly IReadOnlyList<ProductionUnit> _units;
    private readonly Dictionary<string, decimal> _plantPower;
    private readonly Dictionary<string, Member> _members;

    public MonthSettler(SettlementInput input)
    {
        _input = input;
        _units = input.Community.UnitsByAge();
        _plantPower = input.Community.Units.Select(unit => unit.Plant).Distinct()
            .ToDictionary(plant => plant, input.Community.PlantPower, StringComparer.Ordinal);
        _members = input.Community.Members.ToDictionary(member => member.Id, StringComparer.Ordinal);
    }

    private bool IsGroup => _input.Community.Kind == ConfigurationKind.Gac;

    /// <param name="month">The month.</param>
    /// <param name="only">The days of it to settle, as if it had no others; all when null.</param>
    public MonthSettlement Settle(MarketMonth month, IReadOnlySet<LocalDate>? only = null)
    {
        var calendar = new MonthCalendar(month, _input.Rules, only);
        var counted = CountedPoints.Of(_input.Community, _input.Readings, calendar);
        var units = UnitTimeline.Of(_units, _input, calendar, _plantPower);
        var totals = Total(calendar, counted, units);

        UnitSharing.Share(units, totals, calendar);
        if (IsGroup) Sharing.BuildingSplit.Deal(units, totals);
        UnitSharing.Incentivise(units, totals, calendar);
        var pricing = UnitPricing.Price(units, _input, calendar, _plantPower);
        var members = MemberEnergies.Of(_input.Community, counted, totals, _units, month);
        var active = units.Where(unit => unit.Active.AsSpan().Contains(true)).ToArray();

        var confirmed = Unconfirmed(month.Year) is null;
        var (status, reasons) = Standing(month, counted.MissingPointHours, pricing.MissingPrices);

        UnitMonth[] unitMonths = [.. active.Select(pricing.MonthOf)];
        return new()
        {
            Month = month,
            Energies = new(totals.Injected.Sum(), totals.Withdrawn.Sum(), totals.Shared.Sum()),
            Hours = totals,
            MissingPods = [.. Enumerable.Range(0, calendar.Hours).Select(counted.MissingIn)],
            UnitHours = active,
            Units = unitMonths,
            Cac = confirmed ? unitMonths.Aggregate(Money.Zero, (sum, unit) => sum + unit.Cac!.Value) : null,
            Members = members,
            Status = status,
            Reasons = reasons,
        };
    }

    /// <summary>How far a month can be trusted, and why not further.</summary>
    /// <param name="month">The month.</param>
    /// <param name="missingPoints">Hours of points left out.</param>
    /// <param name="missingPrices">Hours of units not valued.</param>
    public (MonthStatus Status, IReadOnlyList<string> Reasons) Standing(MarketMonth month, long missingPoints, int missingPrices)
    {
        var reasons = new List<string>();
        if (missingPoints > 0) reasons.Add($"missing readings: {missingPoints} point-hours left out");
        if (missingPrices > 0) reasons.Add($"missing prices: {missingPrices} unit-hours not valued");
        var partial = reasons.Count > 0;
        var unconfirmed = Unconfirmed(month.Year);
        if (unconfirmed is not null) reasons.Add($"CAC not confirmed: no act gives {unconfirmed} for {month.Year}");
        return (partial ? MonthStatus.Partial : unconfirmed is null ? MonthStatus.Final : MonthStatus.Provisional, reasons);
    }

    /// <summary>A month of which some days changed: the rest of it is taken as it was kept. Not for a group (GAC).</summary>
    /// <param name="kept">The month as it was.</param>
    /// <param name="hours">The units' hours of the whole month: those of the changed days as they are, the others as they were.</param>
    /// <param name="before">The changed days as they were, settled alone.</param>
    /// <param name="after">The same days as they are, settled alone.</param>
    /// <param name="missingPoints">Hours of points left out in the whole month.</param>
    /// <remarks>Every figure of a month is a sum of its hours, but for the money, which is valued again on all of them.</remarks>
    public MonthSettlement Amend(
        MonthSettlement kept, IReadOnlyList<UnitHours> hours, MonthSettlement before, MonthSettlement after, long missingPoints)
    {
        var calendar = new MonthCalendar(kept.Month, _input.Rules);
        var pricing = UnitPricing.Price(hours, _input, calendar, _plantPower);
        var (status, reasons) = Standing(kept.Month, missingPoints, pricing.MissingPrices);
        UnitMonth[] units = [.. hours.Where(unit => unit.Active.AsSpan().Contains(true)).Select(pricing.MonthOf)];
        var members = kept.Members.ToDictionary(member => member.Member.Id, StringComparer.Ordinal);
        return kept with
        {
            Energies = new(
                kept.Energies.Injected - before.Energies.Injected + after.Energies.Injected,
                kept.Energies.Withdrawn - before.Energies.Withdrawn + after.Energies.Withdrawn,
                kept.Energies.Shared - before.Energies.Shared + after.Energies.Shared),
            UnitHours = hours,
            Units = units,
            Cac = Unconfirmed(kept.Month.Year) is null ? units.Aggregate(Money.Zero, (sum, unit) => sum + unit.Cac!.Value) : null,
            Members = [.. after.Members.Zip(before.Members, (now, then) => members[now.Member.Id] is var was
                ? now with
                {
                    Withdrawn = was.Withdrawn - then.Withdrawn + now.Withdrawn,
                    Injected = was.Injected - then.Injected + now.Injected,
                    Shared = was.Shared - then.Shared + now.Shared,
                }
                : now)],
            Status = status,
            Reasons = reasons,
        };
    }

    /// <summary>The units by age with the hours of a month in which they are active, and no energy yet.</summary>
    public IReadOnlyList<UnitHours> Timeline(MarketMonth month) =>
        UnitTimeline.Of(_units, _input, new(month, _input.Rules), _plantPower);

    /// <summary>What of the contribution's rates no act confirms; null when it can be computed.</summary>
    private string? Unconfirmed(int year) =>
        _input.Rules.TransmissionRate(year) is null ? "TRAS_E"
        : IsGroup && _input.Rules.Btau(year) is null ? "BTAU"
        : null;

    private HourTotals Total(MonthCalendar calendar, CountedPoints counted, IReadOnlyList<UnitHours> units)
    {
        var totals = new HourTotals(calendar.Hours) { LowVoltageWithdrawn = IsGroup ? new long[calendar.Hours] : [] };
        var exemptHours = Enum.GetValues<MemberCategory>()
            .ToDictionary(category => category, category => calendar.HoursWhere((day, rules) => rules.Exempts(category, day)));
        var unitsById = units.ToDictionary(unit => unit.Unit.Id, StringComparer.Ordinal);
        foreach (var span in counted.Spans)
        {
            var withdrawn = span.Point.Withdrawn.Amounts;
            Sharing.SharedEnergy.AddTo(span.Hours.Of(withdrawn), span.Hours.Of(totals.Withdrawn));
            if (IsGroup && span.Membership.Voltage == Voltage.Low)
                Sharing.SharedEnergy.AddTo(span.Hours.Of(withdrawn), span.Hours.Of(totals.LowVoltageWithdrawn));
            foreach (var exempt in exemptHours[_members[span.Membership.Member].Category])
            {
                var hours = span.Hours.Within(exempt);
                Sharing.SharedEnergy.AddTo(hours.Of(withdrawn), hours.Of(totals.ExemptWithdrawn));
            }

            var onPoint = _input.Readings.UnitsOf(span.Pod);
            for (var slot = 0; slot < onPoint.Length; slot++)
            {
                var unit = unitsById[_input.Readings.Units[onPoint[slot]].Id];
                var hours = span.Hours.Within(new(calendar.HourOf(unit.Unit.InService), calendar.Hours));
                if (hours.Count == 0) continue;
                hours.Of(unit.Counted).Fill(true);
                hours.Of(span.Point.Injected[slot].Amounts).CopyTo(hours.Of(unit.Injected));
                Sharing.SharedEnergy.AddTo(hours.Of(span.Point.Injected[slot].Amounts), hours.Of(totals.Injected));
            }
        }

        Sharing.SharedEnergy.PerHour(totals.Injected, totals.Withdrawn, totals.Shared);
        return totals;
    }
}
