using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Exchange.Gme;
using NodaTime;
using NodaTime.Text;

namespace Cer.Exchange.Tests.Gme;

/// <summary>Zonal prices as people download them: workbooks of one zone, or of all.</summary>
public class GmeWorkbookTests
{
    private const string Name = "20250114_20250114_MGP_PrezziZonali_CNOR.xlsx";

    private static readonly object[] Heading = ["Data", "Ora", "€/MWh"];

    public static TheoryData<string, MarketZone> Names => new()
    {
        { "20250101_20251231_MGP_PrezziZonali_Nord.xlsx", MarketZone.Nord },
        { "20250101_20251231_MGP_PrezziZonali_Centro-Nord (1).xlsx", MarketZone.Cnor },
        { "20250101_20251231_MGP_PrezziZonali_CentroSud-2.xlsx", MarketZone.Csud },
        { "20250101_20251231_MGP_PrezziZonali_SUD.XLSX", MarketZone.Sud },
        { "20250101_20251231_MGP_PrezziZonali_Calabria.xlsx", MarketZone.Cala },
        { "20250101_20251231_MGP_PrezziZonali_Sicilia.xlsx", MarketZone.Sici },
        { "20250101_20251231_MGP_PrezziZonali_sard.xlsx", MarketZone.Sard },
    };

    [Theory, MemberData(nameof(Names))]
    public void The_zone_of_a_single_price_is_that_of_the_files_name(string name, MarketZone zone) => Assert.Equal(
        [
            // 45671 days after the 30th of December 1899 is the 14th of January 2025, as a spreadsheet program shows it.
            new(zone, At("2025-01-13T23:00:00Z"), 60, 130.5m),
            new(zone, At("2025-01-14T00:00:00Z"), 60, -0.01m),
            new(zone, At("2025-01-14T01:00:00Z"), 60, 1130.25m),
            new(zone, At("2025-01-14T02:00:00Z"), 60, null),
        ],
        Prices(
            name,
            Heading,
            [45671, 1, 130.5],
            ["14/01/2025", 2, "-0,01"],
            ["20250114", "3", "1.130,25"],
            [20250114, 4, null]));

    [Fact]
    public void Columns_named_by_zones_are_read_and_others_passed_over() => Assert.Equal(
        [
            new(MarketZone.Nord, At("2025-01-13T23:00:00Z"), 60, 120m),
            new(MarketZone.Cnor, At("2025-01-13T23:00:00Z"), 60, 130m),
        ],
        Prices(
            "20250114_20250114_MGP_PrezziZonali.xlsx",
            ["Prezzi MGP"],
            ["Data/Date", "Ora/Hour", "Italia", "CNOR", "NORD", "Austria"],
            ["14/01/2025", 1, 1, 130, 120, 2]));

    [Fact]
    public void Texts_may_stand_in_a_list_of_their_own_and_numbers_carry_a_binary_tail()
    {
        using var file = Workbook.OfParts(
            ("xl/worksheets/sheet1.xml", Workbook.Sheet(
                "<row r=\"1\"><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c></row>"
                + "<row r=\"2\"><c t=\"s\"><v>3</v></c><c><v>1</v></c><c><f>1+1</f><v>104.56000000000001</v></c></row>")),
            ("xl/sharedStrings.xml", Workbook.Strings("Data", "Ora", "CNOR", "14/01/2025")));
        Assert.Equal(
            [new(MarketZone.Cnor, At("2025-01-13T23:00:00Z"), 60, 104.56m)],
            Assert.IsType<GmePriceOutcome.Read>(GmeWorkbook.Read(file, Name)).Prices);
    }

    [Theory]
    [InlineData(2025, 1, 14, 24)]
    [InlineData(2025, 3, 30, 23)] // spring change
    [InlineData(2025, 10, 26, 25)] // autumn change
    public void Hours_and_quarters_follow_each_other_through_a_clock_change(int year, int month, int day, int hours)
    {
        var text = $"{day:00}/{month:00}/{year}";
        var hourly = Prices(Name, [Heading, .. Enumerable.Range(1, hours).Select(hour => new object[] { text, hour, hour })]);
        Assert.Equal(hours, hourly.Select(price => price.Start).Distinct().Count());
        Assert.All(hourly.Zip(hourly.Skip(1)), pair => Assert.Equal(Duration.FromHours(1), pair.Second.Start - pair.First.Start));
        var quarters = Prices(
            Name, [["Data", "Periodo", "Prezzo"], .. Enumerable.Range(1, 4 * hours).Select(n => new object[] { text, n, n })]);
        Assert.Equal(4 * hours, quarters.Count);
        Assert.All(quarters, price => Assert.Equal(15, price.Minutes));
        Assert.Equal(hourly[0].Start, quarters[0].Start);
        Assert.Equal(hourly[^1].Start + Duration.FromMinutes(45), quarters[^1].Start);
        Refused($"expected 1 to {hours} on", Heading, [text, hours + 1, 1]);
    }

    [Fact]
    public void A_fault_is_told_with_its_row()
    {
        Refused("2: Data: found 'domani'", Heading, ["domani", 1, 1]);
        Refused("2: Ora: found '0'", Heading, ["14/01/2025", 0, 1]);
        Refused("2: Ora: found '1.5'", Heading, ["14/01/2025", 1.5, 1]);
        Refused("2: CNOR: found 'n.d.'", Heading, ["14/01/2025", 1, "n.d."]);
        Refused("3: CNOR: found a second price for the same time", Heading, ["14/01/2025", 1, 1], ["14/01/2025", 1, 1]);
        Refused("found no Ora", Heading, ["14/01/2025", null, 1]);
        Refused("found 24 periods on 2025-01-14, expected the 96 quarters",
            [["Data", "Periodo", "Prezzo"], .. Enumerable.Range(1, 24).Select(n => new object[] { "14/01/2025", n, n })]);
        Refused("found no heading", ["Giorno", "Prezzo"], ["14/01/2025", 1]);
        Refused("found no price", Heading);
        Refused("found CNOR twice", ["Data", "Ora", "CNOR", "Centro Nord"], ["14/01/2025", 1, 1, 1]);
    }

    [Fact]
    public void A_file_of_another_zone_than_its_name_says_is_refused()
    {
        Refused("found 'SICI' in the heading, expected CNOR", ["Data", "Ora", "SICI"], ["14/01/2025", 1, 1]);
        using var unnamed = Workbook.Of(Heading, ["14/01/2025", 1, 1]);
        var faults = Assert.IsType<GmePriceOutcome.Refused>(GmeWorkbook.Read(unnamed, "prezzi.xlsx")).Faults;
        Assert.Contains("found no zone in the heading or the file's name", Assert.Single(faults).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_a_DTD_and_what_is_no_workbook_are_refused_with_a_sentence()
    {
        // Two hundred megabytes of blanks, packed into a few hundred kilobytes.
        using var bomb = Workbook.OfParts(("xl/worksheets/sheet1.xml", Workbook.Sheet(new string(' ', 200_000_000))));
        using var entity = Workbook.OfParts((
            "xl/worksheets/sheet1.xml",
            "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + Workbook.Sheet("<row><c><v>&a;</v></c></row>")));
        using var none = Workbook.OfParts(("a.txt", "x"));
        using var wild = Workbook.OfParts(("xl/worksheets/sheet1.xml", Workbook.Sheet("<row><c t=\"s\"><v>7</v></c></row>")));
        using var text = new MemoryStream("PK is no zip"u8.ToArray());
        using var empty = new MemoryStream();
        foreach (var file in new[] { bomb, entity, none, wild, text, empty })
        {
            var fault = Assert.Single(Assert.IsType<GmePriceOutcome.Refused>(GmeWorkbook.Read(file, Name)).Faults);
            Assert.StartsWith("found", fault.Reason, StringComparison.Ordinal);
            Assert.Contains("expected", fault.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_workbook_that_is_cut_off_or_damaged_is_read_or_refused_never_more()
    {
        var whole = Workbook.Of(Heading, ["14/01/2025", 1, 1.5]).ToArray();
        for (var place = 0; place < whole.Length; place++)
        {
            using var cut = new MemoryStream(whole[..place]);
            Assert.IsType<GmePriceOutcome.Refused>(GmeWorkbook.Read(cut, Name));
            foreach (var bits in (byte[])[0x01, 0x41, 0x80, 0xFF])
            {
                byte[] damaged = [.. whole];
                damaged[place] ^= bits;
                using var broken = new MemoryStream(damaged);
                Assert.NotNull(GmeWorkbook.Read(broken, Name));
            }
        }
    }

    private static void Refused(string reason, params object?[][] rows)
    {
        using var file = Workbook.Of(rows);
        var faults = Assert.IsType<GmePriceOutcome.Refused>(GmeWorkbook.Read(file, Name)).Faults;
        Assert.Contains(reason, string.Join('\n', faults), StringComparison.Ordinal);
    }

    private static IReadOnlyList<ZonePrice> Prices(string name, params object?[][] rows)
    {
        using var file = Workbook.Of(rows);
        var outcome = GmeWorkbook.Read(file, name);
        Assert.True(outcome is GmePriceOutcome.Read, outcome is GmePriceOutcome.Refused r ? string.Join('\n', r.Faults) : "");
        return ((GmePriceOutcome.Read)outcome).Prices;
    }

    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}
