using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;

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

    public MonthSettlement Settle(MarketMonth month)
    {
        var calendar = new MonthCalendar(month, _input.Rules);
        var counted = CountedPoints.Of(_input.Community, _input.Readings, calendar);
        var units = UnitTimeline.Of(_units, _input, calendar, _plantPower);
        var totals = Total(calendar, counted, units);

        UnitSharing.Share(units, totals, calendar);
        if (IsGroup) Sharing.BuildingSplit.Deal(units, totals);
        UnitSharing.Incentivise(units, totals, calendar);
        var pricing = UnitPricing.Price(units, _input, calendar, _plantPower);
        var members = MemberEnergies.Of(_input.Community, counted, totals, _units, month);
        var active = units.Where(unit => unit.Active.AsSpan().Contains(true)).ToArray();

        var reasons = new List<string>();
        if (counted.MissingPointHours > 0) reasons.Add($"missing readings: {counted.MissingPointHours} point-hours left out");
        if (pricing.MissingPrices > 0) reasons.Add($"missing prices: {pricing.MissingPrices} unit-hours not valued");
        var partial = reasons.Count > 0;
        var unconfirmed = Unconfirmed(month.Year);
        var confirmed = unconfirmed is null;
        if (!confirmed) reasons.Add($"CAC not confirmed: no act gives {unconfirmed} for {month.Year}");

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
            Status = partial ? MonthStatus.Partial : confirmed ? MonthStatus.Final : MonthStatus.Provisional,
            Reasons = reasons,
        };
    }

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
