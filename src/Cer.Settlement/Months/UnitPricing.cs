using System.Numerics;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Rules;
using Cer.Settlement.Tariffs;

namespace Cer.Settlement.Months;

/// <summary>Values the incentivised energy of a month, hour by hour, and sums each unit up.</summary>
internal sealed class UnitPricing
{
    private readonly SettlementInput _input;
    private readonly MonthCalendar _calendar;
    private readonly Dictionary<string, decimal> _plantPower;
    private readonly ILookup<string, PodMembership> _points;
    private readonly Dictionary<string, Money> _premiums = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Fraction> _savedLosses = new(StringComparer.Ordinal);

    private UnitPricing(SettlementInput input, MonthCalendar calendar, Dictionary<string, decimal> plantPower) =>
        (_input, _calendar, _plantPower, _points) =
            (input, calendar, plantPower, input.Community.Pods.ToLookup(point => point.Pod, StringComparer.Ordinal));

    /// <summary>Hours of units whose energy found no price: for its tariff, or for the losses that a group spares.</summary>
    public int MissingPrices { get; private set; }

    public static UnitPricing Price(
        IReadOnlyList<UnitHours> units,
        SettlementInput input,
        MonthCalendar calendar,
        Dictionary<string, decimal> plantPower)
    {
        var pricing = new UnitPricing(input, calendar, plantPower);
        foreach (var unit in units) pricing._premiums[unit.Unit.Id] = pricing.Value(unit);
        return pricing;
    }

    public UnitMonth MonthOf(UnitHours hours)
    {
        var unit = hours.Unit;
        var shared = Sum(hours.Shared);
        var injectedInRight = 0L;
        for (var hour = 0; hour < _calendar.Hours; hour++)
            if (hours.InRight[hour]) injectedInRight += hours.Injected[hour];
        return new(
            unit,
            Sum(hours.Injected),
            shared,
            Sum(hours.Incentivised),
            injectedInRight,
            _premiums[unit.Id],
            CacOf(hours, shared),
            AdvanceOf(unit));
    }

    private static long Sum(long[] hours)
    {
        var sum = 0L;
        foreach (var hour in hours) sum += hour;
        return sum;
    }

    private Money Value(UnitHours hours)
    {
        var unit = hours.Unit;
        var sum = new PremiumSum(unit.GrantPercent);
        var losses = Fraction.Zero;
        foreach (var (span, rules) in _calendar.RuleSpans())
        {
            var bracket = rules.BracketOf(_plantPower[unit.Plant]);
            var correction = PremiumTariff.Correction(rules, unit);
            var flat = unit.FlatRate ?? rules.Flat42Bis.GetValueOrDefault(_input.Community.Kind);
            var atPrice = 0m;
            for (var hour = span.From; hour < span.To; hour++)
            {
                if (!hours.Active[hour]) continue;
                var price = _input.Prices.At(unit.Zone, _calendar.Month.FirstHour + hour);
                hours.Price[hour] = price;
                decimal? tariff = !hours.InRight[hour] ? 0m
                    : unit.Regime == TariffRegime.Flat42Bis ? flat
                    : price is { } known ? PremiumTariff.PerMwh(rules, bracket!, correction, known) : null;
                hours.Tariff[hour] = tariff;
                hours.Premium[hour] = PremiumOf(sum, rules, unit, tariff, hours.Incentivised[hour], hours.Exempt[hour]);
                var split = hours.Split.Length == 0 ? 0 : hours.Split[hour];
                if (split > 0 && price is { } paid) atPrice += PremiumSum.MegawattHours(split) * paid;
                if (hours.Premium[hour] is null || (split > 0 && price is null)) MissingPrices++;
            }

            losses += Fraction.From(atPrice) * Fraction.From(rules.Losses[unit.Voltage]);
        }

        _savedLosses[unit.Id] = losses;
        return sum.Total();
    }

    private static decimal? PremiumOf(
        PremiumSum sum, RuleSet rules, ProductionUnit unit, decimal? tariff, long incentivised, long exempt)
    {
        if (incentivised == 0) return 0m;
        if (tariff is not { } perMwh) return null;

        // F never touches the flat tariff: all of it counts as exempt.
        return sum.Add(rules, perMwh, incentivised, unit.Regime == TariffRegime.Flat42Bis ? incentivised : exempt);
    }

    /// <remarks>Source: Regole Operative pp. 41-42; ARERA DCO 390/2022, 4.59-4.62.</remarks>
    private Money? CacOf(UnitHours hours, long shared)
    {
        var year = _calendar.Month.Year;
        if (_input.Rules.TransmissionRate(year) is not { } rate) return null;
        var due = Fraction.From(rate) * MegawattHours(shared);
        if (_input.Community.Kind != ConfigurationKind.Gac) return Money.Round(due);
        if (_input.Rules.Btau(year) is not { } levels) return null;
        return Money.Round(due + (Fraction.From(levels) * MegawattHours(Sum(hours.Split))) + _savedLosses[hours.Unit.Id]);
    }

    private static Fraction MegawattHours(long microKilowattHours) =>
        new(microKilowattHours, new BigInteger(1_000_000_000));

    private Advance AdvanceOf(ProductionUnit unit) =>
        Advance.Of(unit, _plantPower[unit.Plant], _points[unit.Pod], _calendar.Month, _input.Rules)
        ?? new(Money.Zero, null);
}
