using System.Globalization;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Settlement.Tariffs;
using Cer.Settlement.Years;
using NodaTime;
using NodaTime.Text;

namespace Cer.Settlement.Tests;

/// <summary>The law's decisions, case by case, as the documentation shows them.</summary>
public class DecisionTests
{
    private const string Write = "CER_WRITE_DECISIONS";

    public static TheoryData<string> Tables => [.. DecisionTable.Names];

    [Theory, MemberData(nameof(Tables))]
    public void Every_case_of_a_table_comes_out_as_it_says(string name)
    {
        var table = DecisionTable.Read(name);
        Assert.NotEmpty(table.Rows);
        Assert.All(table.Rows, row => Assert.NotEqual("", row[^1]));
        foreach (var row in table.Rows) Assert.Equal(Expected(name, row), Found(name, row));
    }

    // With CER_WRITE_DECISIONS=1 the pages are written instead.
    [Theory, MemberData(nameof(Tables))]
    public void The_page_of_a_table_shows_its_cases(string name)
    {
        var path = Path.Combine(DecisionTable.Root, "docs", "decisions", $"{name}.md");
        var page = DecisionTable.Read(name).Page();
        if (Environment.GetEnvironmentVariable(Write) == "1") File.WriteAllText(path, page);
        Assert.Equal(page, File.ReadAllText(path));
    }

    private static string Expected(string name, string[] row) => name == "fee" ? $"{row[1]} {row[2]}" : row[^2];

    private static string Found(string name, string[] row) => name switch
    {
        "bracket" => Tariff(row),
        "grant" => Factor(Number(row[0])),
        "exemption" => Exempt(row),
        "threshold" => Surplus(row),
        "regime" => CodeLists.Regimes.Word(ProductionUnit.RegimeByDefault(Day(row[0]))),
        "right" => Yes(Law.Today.InRightDays(Day(row[0]), Day(row[1]))),
        "fee" => Fee(Number(row[0])),
        "advance" => Text(Advance.PremiumOf(
            Unit(Number(row[0]), Number(row[1])), Law.Today.BracketOf(Number(row[0]))!, Law.Today)),
        _ => throw new NotSupportedException($"No test knows the table {name}."),
    };

    private static string Tariff(string[] row)
    {
        if (Law.Today.BracketOf(Number(row[0])) is not { } bracket) return "";
        Assert.True(CodeLists.Sources.TryParse(row[1], out var source));
        Assert.True(CodeLists.Areas.TryParse(row[2], out var area));
        var correction = PremiumTariff.Correction(Law.Today, Unit(Number(row[0]), 0) with { Source = source, Area = area });
        return Text(PremiumTariff.PerMwh(Law.Today, bracket, correction, Number(row[3])));
    }

    private static string Factor(decimal percent)
    {
        if (percent > Law.Today.Grant.MaxPercent) return "";
        var factor = Fraction.One - Law.Today.Grant.Kept(percent);
        return Text((decimal)factor.Numerator / (decimal)factor.Denominator);
    }

    private static string Exempt(string[] row)
    {
        Assert.True(CodeLists.Categories.TryParse(row[0], out var category));
        var from = row[2].Length == 0 ? (LocalDate?)null : Day(row[2]);
        var rules = Law.Today with { Exemption = Law.Today.Exemption with { NaturalPersonsFrom = from } };
        return Yes(rules.Exempts(category, Day(row[1])));
    }

    private static string Surplus(string[] row)
    {
        var injected = (int)Number(row[2]);
        var ratio = injected == 0 ? Fraction.Zero : new Fraction((int)Number(row[1]), injected);
        var threshold = row[0] == "a" ? Law.Today.Thresholds.A : Law.Today.Thresholds.B;
        return Text(YearlySurplus.Surplus(ratio, threshold, Money.Round(Fraction.From(Number(row[3])))));
    }

    private static string Fee(decimal power)
    {
        var net = Law.Today.Fees.Net(power);
        return $"{Text(net)} {Text(net + Law.Today.Fees.VatOn(net))}";
    }

    private static ProductionUnit Unit(decimal power, decimal grant) => new()
    {
        Id = "UP",
        Plant = "UP",
        Pod = "IT999E00000001",
        Source = EnergySource.Photovoltaic,
        Zone = MarketZone.Cnor,
        Area = FcArea.Centro,
        PowerKw = power,
        InService = new(2024, 4, 10),
        Regime = TariffRegime.Tip,
        IncentiveFrom = new(2024, 5, 1),
        GrantPercent = grant,
    };

    private static string Yes(bool value) => value ? "yes" : "no";

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;

    private static string Text(Money money) => money.Eur.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Text(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
