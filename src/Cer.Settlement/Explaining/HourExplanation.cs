using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Rules;
using Cer.Settlement.Months;
using Cer.Settlement.Tariffs;

namespace Cer.Settlement.Explaining;

/// <summary>Explains the premium of one unit in one hour: base, variable part, correction, and what a grant takes away.</summary>
/// <remarks>Source: DM 414/2023, All. 1; Regole Operative pp. 38-39. The parts are those of the one tariff formula.</remarks>
internal sealed class HourExplanation(RuleBook rules, decimal plantPowerKw)
{
    /// <summary>The hour; null when nothing was earned in it.</summary>
    public ExplainedAmount? Of(UnitHours hours, int hour, MarketHour at)
    {
        if (hours.Incentivised[hour] == 0) return null;
        var day = at.Day;
        var line = hours.Unit.Regime == TariffRegime.Flat42Bis
            ? Flat(hours, hour, day)
            : hours.Price[hour] is { } price ? Premium(hours, hour, day, price) : new("tip.hour", null);
        return line with
        {
            About = NodaTime.Text.InstantPattern.General.Format(at.Start),
            Facts =
            [
                new("shared", Kwh(hours.Shared[hour]), "kWh"),
                new("incentivised", Kwh(hours.Incentivised[hour]), "kWh"),
                .. hours.Price[hour] is { } known ? [new Fact("price", known, "EUR/MWh")] : Array.Empty<Fact>(),
                .. hours.Tariff[hour] is { } tariff ? [new Fact("tariff", tariff, "EUR/MWh")] : Array.Empty<Fact>(),
            ],
        };
    }

    private ExplainedAmount Premium(UnitHours hours, int hour, NodaTime.LocalDate day, decimal price)
    {
        var set = rules.On(day);
        var bracket = set.BracketOf(plantPowerKw)!;
        var correction = PremiumTariff.Correction(set, hours.Unit);
        var whole = PremiumTariff.PerMwh(set, bracket, correction, price);
        var variable = whole - correction - bracket.Base;
        var (all, exempt) = (Mwh(hours.Incentivised[hour]), Mwh(hours.Exempt[hour]));
        var kept = set.Grant.Kept(hours.Unit.GrantPercent);
        List<ExplainedAmount> parts =
        [
            new("tip.base", all * bracket.Base)
            {
                Facts =
                [
                    new("base", bracket.Base, "EUR/MWh"),
                    new("plant_power", plantPowerKw, "kW"),
                    new("up_to", bracket.UpToKw, "kW"),
                ],
                Rule = rules.OriginOf("brackets", day),
            },
        ];
        if (variable != 0)
        {
            parts.Add(new("tip.variable", all * variable)
            {
                Facts =
                [
                    new("variable", variable, "EUR/MWh"),
                    new("reference", set.PriceReference, "EUR/MWh"),
                    new("cap", bracket.Cap, "EUR/MWh"),
                ],
                Rule = rules.OriginOf("price_reference", day),
            });
        }

        if (correction != 0)
        {
            parts.Add(new("tip.correction", all * correction)
            {
                Facts = [new("fc", correction, "EUR/MWh")],
                Rule = rules.OriginOf("fc", day),
            });
        }

        if (kept != Fraction.One && all > exempt)
        {
            var factor = 1m - ((decimal)kept.Numerator / (decimal)kept.Denominator);
            parts.Add(new("tip.grant", -((all - exempt) * whole * factor))
            {
                Facts =
                [
                    new("grant", hours.Unit.GrantPercent, "%"),
                    new("factor", factor, ""),
                    new("exempt", Kwh(hours.Exempt[hour]), "kWh"),
                ],
                Rule = rules.OriginOf("grant", day),
            });
        }

        return ExplainedAmount.Sum("tip.hour", parts);
    }

    private ExplainedAmount Flat(UnitHours hours, int hour, NodaTime.LocalDate day) =>
        ExplainedAmount.Sum("tip.hour",
        [
            new("tip.flat", Mwh(hours.Incentivised[hour]) * hours.Tariff[hour])
            {
                Facts = [new("flat", hours.Tariff[hour]!.Value, "EUR/MWh")],
                Rule = hours.Unit.FlatRate is null ? rules.OriginOf("flat_42bis", day) : null,
            },
        ]);

    internal static decimal Kwh(long microKilowattHours) => Energy.FromMicroKilowattHours(microKilowattHours).KilowattHours;

    private static decimal Mwh(long microKilowattHours) => PremiumSum.MegawattHours(microKilowattHours);
}
