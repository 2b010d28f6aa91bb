using System.Text;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Exchange.Gme;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;

namespace Cer.Exchange.Tests.Gme;

public class GmePriceTests
{
    // Made by hand after the published form: inline schema first, a foreign zone, a comma, an empty price.
    private const string Hourly = """
        <?xml version="1.0" standalone="yes"?>
        <NewDataSet>
          <xs:schema id="NewDataSet" xmlns="" xmlns:xs="http://www.w3.org/2001/XMLSchema">
            <xs:element name="NewDataSet"><xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">
              <xs:element name="Prezzi"><xs:complexType><xs:sequence>
                <xs:element name="Data" type="xs:string" minOccurs="0" />
              </xs:sequence></xs:complexType></xs:element>
            </xs:choice></xs:complexType></xs:element>
          </xs:schema>
          <Prezzi><Data>20250114</Data><Mercato>MGP</Mercato><Ora>1</Ora><PUN>135,12</PUN><NAT>135,00</NAT>
            <CNOR>130,500000</CNOR><NORD>-0,01</NORD><AUST>99,00</AUST><SARD></SARD></Prezzi>
          <Prezzi><Data>20250114</Data><Mercato>MGP</Mercato><Ora>2</Ora><CNOR>1.130,5</CNOR></Prezzi>
        </NewDataSet>
        """;

    [Fact]
    public void An_hourly_file_gives_the_price_of_each_Italian_zone() => Assert.Equal(
        [
            new(MarketZone.Nord, At("2025-01-13T23:00:00Z"), 60, -0.01m),
            new(MarketZone.Cnor, At("2025-01-13T23:00:00Z"), 60, 130.5m),
            new(MarketZone.Cnor, At("2025-01-14T00:00:00Z"), 60, 1130.5m),
            new(MarketZone.Sard, At("2025-01-13T23:00:00Z"), 60, null),
        ],
        Prices(Hourly));

    [Theory]
    [InlineData("20250114", 24, "2025-01-13T23:00:00Z")]
    [InlineData("20250330", 23, "2025-03-29T23:00:00Z")] // spring change
    [InlineData("20251026", 25, "2025-10-25T22:00:00Z")] // autumn change
    public void Hours_follow_each_other_through_a_clock_change(string day, int hours, string first)
    {
        var prices = Prices(HourlyDay(day, hours));
        Assert.Equal(Steps(first, hours, 60), prices.Select(price => price.Start));
        Assert.Equal(Enumerable.Range(1, hours).Select(hour => hour + 0.5m), prices.Select(price =>
            price.EurPerMwh!.Value));
        Assert.All(prices, price => Assert.Equal(60, price.Minutes));
    }

    [Theory]
    [InlineData("20251001", 96, "2025-09-30T22:00:00Z")]
    [InlineData("20260329", 92, "2026-03-28T23:00:00Z")]
    [InlineData("20261025", 100, "2026-10-24T22:00:00Z")]
    public void Quarters_follow_each_other_through_a_clock_change(string day, int quarters, string first)
    {
        var prices = Prices(QuarterDay(day, quarters));
        Assert.Equal(Steps(first, quarters, 15), prices.Select(price => price.Start));
        Assert.All(prices, price => Assert.Equal(15, price.Minutes));
    }

    [Theory]
    [InlineData("20250330", 24, "1 to 23 on 2025-03-30")]
    [InlineData("20251026", 26, "1 to 25 on 2025-10-26")]
    public void An_hour_that_the_day_does_not_have_is_a_fault(string day, int hours, string expected) => Assert.Equal(
        [$"{hours + 1}: Ora: found '{hours}', expected {expected}"], Faults(HourlyDay(day, hours)));

    [Fact]
    public void A_quarter_that_the_day_does_not_have_is_a_fault() => Assert.Equal(
        [
            "94: Periodo: found '93', expected 1 to 92 on 2026-03-29",
            "95: Periodo: found '94', expected 1 to 92 on 2026-03-29",
        ],
        Faults(QuarterDay("20260329", 94)));

    // What stands in one row, and the fault it gives.
    public static readonly TheoryData<string, string> Bad = new()
    {
        { "<Data>20250230</Data><Mercato>MGP</Mercato><Ora>1</Ora>",
            "Data: found '20250230', expected a day such as 20251001" },
        { "<Data>2025-01-14</Data><Mercato>MGP</Mercato><Ora>1</Ora>",
            "Data: found '2025-01-14', expected a day such as 20251001" },
        { "<Mercato>MGP</Mercato><Ora>1</Ora>", "found no Data, expected one in each row" },
        { "<Data>20250114</Data><Mercato>MI1</Mercato><Ora>1</Ora>", "Mercato: found 'MI1', expected MGP" },
        { "<Data>20250114</Data><Mercato>MGP</Mercato>", "found no Ora, expected one in each row" },
        { "<Data>20250114</Data><Mercato>MGP</Mercato><Ora>0</Ora>", "Ora: found '0', expected 1 to 24 on 2025-01-14" },
        { "<Data>20250114</Data><Mercato>MGP</Mercato><Ora>1,0</Ora>",
            "Ora: found '1,0', expected 1 to 24 on 2025-01-14" },
        { "<Data>20250114</Data><Data>20250114</Data><Mercato>MGP</Mercato><Ora>1</Ora>",
            "Data: found it twice, expected it once" },
        { "<Data>20250114</Data><Mercato>MGP</Mercato><Ora>1</Ora><CNOR>104.56</CNOR>",
            "CNOR: found '104.56', expected a price such as 104,56" },
        { "<Data>20250114</Data><Mercato>MGP</Mercato><Ora>1</Ora><CNOR>1.04,56</CNOR>",
            "CNOR: found '1.04,56', expected a price such as 104,56" },
        { "<Data>20250114</Data><Mercato>MGP</Mercato><Ora>1</Ora><CNOR>1e3</CNOR>",
            "CNOR: found '1e3', expected a price such as 104,56" },
    };

    [Theory, MemberData(nameof(Bad))]
    public void A_row_that_cannot_be_is_a_fault_at_its_line(string row, string fault) =>
        Assert.Equal(["2: " + fault], Faults($"<NewDataSet>\n<Prezzi>{row}</Prezzi>\n</NewDataSet>"));

    [Fact]
    public void A_price_told_twice_is_a_fault()
    {
        const string Row = "<Prezzi><Data>20250114</Data><Mercato>MGP</Mercato><Ora>1</Ora><CNOR>1,0</CNOR></Prezzi>";
        Assert.Equal(
            ["3: CNOR: found a second price for the same time, expected one"], Faults($"<N>\n{Row}\n{Row}\n</N>"));
    }

    [Fact]
    public void Another_granularity_and_another_row_are_faults()
    {
        Assert.Equal(
            ["2: Granularity: found 'PT30', expected PT15"],
            Faults(QuarterDay("20251001", 1).Replace("PT15", "PT30", StringComparison.Ordinal)));
        Assert.Equal(
            ["2: found a row 'Quantita', expected Prezzi or Prezzi15"],
                Faults("<N>\n<Quantita><a>1</a></Quantita></N>"));
    }

    [Theory]
    [InlineData("<N/>")]
    [InlineData("<N></N>")]
    public void A_file_without_prices_is_a_fault(string xml) =>
        Assert.Contains("found no price", Assert.Single(Faults(xml)), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("<N><Prezzi>")]
    [InlineData("<N><Prezzi><CNOR><deeper/></CNOR></Prezzi></N>")]
    [InlineData("{}")]
    public void What_is_no_price_file_is_refused(string xml) =>
        Assert.Contains("found a text that is not XML", Assert.Single(Faults(xml)), StringComparison.Ordinal);

    [Fact]
    public void A_DTD_is_refused_and_no_entity_opened()
    {
        var bomb = "<!DOCTYPE N [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><N>&b;</N>";
        Assert.Contains("has a DTD", Assert.Single(Faults(bomb)), StringComparison.Ordinal);
        var outside = "<!DOCTYPE N SYSTEM \"file:///etc/passwd\"><N/>";
        Assert.Contains("has a DTD", Assert.Single(Faults(outside)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_faults_are_enough() => Assert.Equal(
        100, Faults("<N>" + string.Concat(Enumerable.Repeat("<x/>", 5000)) + "</N>").Length);

    [Fact]
    public void A_row_that_does_not_end_is_refused_at_a_hundred_cells()
    {
        var cells = string.Concat(Enumerable.Range(0, 101).Select(i => $"<c{i}/>"));
        Assert.Equal(
            ["1: found a row that is too large, expected a few short values"], Faults($"<N><Prezzi>{cells}</Prezzi></N>"));
    }

    [Fact]
    public void Random_bytes_and_changed_files_never_throw()
    {
        var whole = Encoding.UTF8.GetBytes(Hourly);
        Prop.ForAll(Gen.Choose(0, whole.Length - 1).ToArbitrary(), ArbMap.Default.ArbFor<byte[]>(), (place, random) =>
        {
            byte[] changed = [.. whole.AsSpan(0, place), .. random, .. whole.AsSpan(place)];
            GmePriceReader.Read(new MemoryStream(changed));
            return GmePriceReader.Read(new MemoryStream(random)) is GmePriceOutcome.Refused;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    private static string HourlyDay(string day, int hours) => "<NewDataSet>\n" + string.Concat(
        Enumerable.Range(1, hours).Select(hour =>
            $"<Prezzi><Data>{day}</Data><Mercato>MGP</Mercato><Ora>{hour}</Ora><CNOR>{hour},5</CNOR></Prezzi>\n"))
        + "</NewDataSet>";

    private static string QuarterDay(string day, int quarters) => "<NewDataSet>\n" + string.Concat(
        Enumerable.Range(1, quarters).Select(quarter =>
            $"<Prezzi15><Data>{day}</Data><Mercato>MGP</Mercato><Periodo>{quarter}</Periodo>"
            + $"<Granularity>PT15</Granularity><CNOR>{quarter},25</CNOR></Prezzi15>\n"))
        + "</NewDataSet>";

    private static IEnumerable<Instant> Steps(string first, int count, int minutes) =>
        Enumerable.Range(0, count).Select(step => At(first) + Duration.FromMinutes(minutes * step));

    private static IReadOnlyList<ZonePrice> Prices(string xml) =>
        Assert.IsType<GmePriceOutcome.Read>(GmePriceReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(xml)))).Prices;

    private static string[] Faults(string xml) =>
        [.. Assert.IsType<GmePriceOutcome.Refused>(GmePriceReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(xml))))
            .Faults.Select(fault => fault.ToString())];

    private static Instant At(string text) => InstantPattern.General.Parse(text).Value;
}
