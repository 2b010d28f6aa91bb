using System.Globalization;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Rules;
using Cer.Settlement.Months;
using Cer.Settlement.Tariffs;
using NodaTime;
using NodaTime.Text;

namespace Cer.Settlement.Explaining;

/// <summary>Explains what is due for a production unit in a month: from the hours to the cents, and which act says so.</summary>
/// <remarks>The lines without parts add up to the cent: what rounding does is a line of its own.</remarks>
public static class UnitExplanation
{
    /// <summary>The premium (TIP or flat tariff) of a unit, by day and hour, and its part of the CAC.</summary>
    /// <param name="input">What was settled.</param>
    /// <param name="month">The month with its hours.</param>
    /// <param name="unit">Id of a unit with an active hour.</param>
    public static (ExplainedAmount Premium, ExplainedAmount Cac) Of(SettlementInput input, MonthSettlement month, string unit)
    {
        var hours = month.UnitHours.Single(known => known.Unit.Id == unit);
        var summed = month.Units.Single(known => known.Unit.Id == unit);
        return (Premium(input, month.Month, hours, summed), Cac(input, month.Month, hours, summed));
    }

    /// <summary>The premium of a unit in one hour, with the parts of its tariff; null EUR when its price is missing.</summary>
    public static ExplainedAmount HourOf(SettlementInput input, MarketMonth month, UnitHours hours, int hour)
    {
        var explain = new HourExplanation(input.Rules, input.Community.PlantPower(hours.Unit.Plant));
        var line = explain.Of(hours, hour, At(month, hour));
        return new("hour.unit", hours.Premium[hour])
        {
            About = hours.Unit.Id,
            Facts = [new("injected", HourExplanation.Kwh(hours.Injected[hour]), "kWh"), .. line?.Facts ?? []],
            Parts = line?.Parts ?? [],
        };
    }

    private static ExplainedAmount Premium(SettlementInput input, MarketMonth month, UnitHours hours, UnitMonth summed)
    {
        var explain = new HourExplanation(input.Rules, input.Community.PlantPower(hours.Unit.Plant));
        var days = new List<ExplainedAmount>();
        foreach (var day in MonthCalendarDays(month))
        {
            var first = (int)(MarketMonth.HourOf(day) - month.FirstHour);
            var last = (int)(MarketMonth.HourOf(day.PlusDays(1)) - month.FirstHour);
            var lines = new List<ExplainedAmount>();
            for (var hour = first; hour < last; hour++)
                if (explain.Of(hours, hour, At(month, hour)) is { } line) lines.Add(line);
            if (lines.Count == 0) continue;

            // An hour without a price is told, and adds nothing: the month is partial.
            days.Add(ExplainedAmount.Sum("tip.day", lines) with
            {
                Eur = lines.Sum(line => line.Eur ?? 0m),
                About = LocalDatePattern.Iso.Format(day),
            });
        }

        return Rounded("tip", hours.Unit.Id, days, summed.Premium, Energies(summed));
    }

    private static ExplainedAmount Cac(SettlementInput input, MarketMonth month, UnitHours hours, UnitMonth summed)
    {
        var about = hours.Unit.Id;
        if (summed.Cac is not { } cac) return new("cac", null) { About = about, Facts = Energies(summed) };
        var rate = input.Rules.TransmissionRate(month.Year)!.Value;
        var origin = OriginOfYear(input.Rules, month);
        List<ExplainedAmount> parts =
        [
            new("cac.transmission", PremiumSum.MegawattHours(summed.Shared) * rate)
            {
                Facts = [new("shared", HourExplanation.Kwh(summed.Shared), "kWh"), new("tras_e", rate, "EUR/MWh")],
                Rule = origin,
            },
        ];
        if (input.Community.Kind == ConfigurationKind.Gac) parts.AddRange(Group(input, month, hours, origin));
        return Rounded("cac", about, parts, cac, Energies(summed));
    }

    private static IEnumerable<ExplainedAmount> Group(
        SettlementInput input, MarketMonth month, UnitHours hours, RuleOrigin? origin)
    {
        var split = hours.Split.Sum();
        if (split == 0) yield break;
        var levels = input.Rules.Btau(month.Year)!.Value;
        yield return new("cac.levels", PremiumSum.MegawattHours(split) * levels)
        {
            Facts = [new("in_building", HourExplanation.Kwh(split), "kWh"), new("btau", levels, "EUR/MWh")],
            Rule = origin,
        };

        var calendar = new MonthCalendar(month, input.Rules);
        foreach (var (span, rules) in calendar.RuleSpans())
        {
            var atPrice = 0m;
            var energy = 0L;
            for (var hour = span.From; hour < span.To; hour++)
            {
                energy += hours.Split[hour];
                if (hours.Price[hour] is { } price) atPrice += PremiumSum.MegawattHours(hours.Split[hour]) * price;
            }

            if (energy == 0) continue;
            var loss = rules.Losses[hours.Unit.Voltage];
            yield return new("cac.losses", atPrice * loss)
            {
                Facts =
                [
                    new("in_building", HourExplanation.Kwh(energy), "kWh"),
                    new("at_zonal_price", atPrice, "EUR"),
                    new("loss", loss, ""),
                ],
                Rule = input.Rules.OriginOf("losses", At(month, span.From).Day),
            };
        }
    }

    private static ExplainedAmount Rounded(
        string code, string about, IReadOnlyList<ExplainedAmount> parts, Money cents, IReadOnlyList<Fact> facts)
    {
        var exact = parts.Sum(part => part.Eur ?? 0m);
        return new(code, cents.Eur)
        {
            About = about,
            Facts = facts,
            Parts = exact == cents.Eur ? parts : [.. parts, new("rounding", cents.Eur - exact)],
        };
    }

    private static Fact[] Energies(UnitMonth unit) =>
    [
        new("injected", HourExplanation.Kwh(unit.Injected), "kWh"),
        new("shared", HourExplanation.Kwh(unit.Shared), "kWh"),
        new("incentivised", HourExplanation.Kwh(unit.Incentivised), "kWh"),
    ];

    /// <summary>A year's rates name their own act, whatever file they stand in.</summary>
    private static RuleOrigin? OriginOfYear(RuleBook rules, MarketMonth month) =>
        rules.Cac.GetValueOrDefault(month.Year) is { } rate
            ? new(string.Create(CultureInfo.InvariantCulture, $"cac {month.Year}"), new(month.Year, 1, 1), rate.Act)
            : null;

    private static MarketHour At(MarketMonth month, int hour) =>
        MarketHour.StartingAt(Instant.FromUnixTimeSeconds((month.FirstHour + hour) * 3600));

    private static IEnumerable<LocalDate> MonthCalendarDays(MarketMonth month)
    {
        for (var day = month.FirstDay; day <= month.LastDay; day = day.PlusDays(1)) yield return day;
    }
}
