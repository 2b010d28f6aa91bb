using Cer.Exchange.Gse;
using FsCheck;
using FsCheck.Fluent;

namespace Cer.Exchange.Tests.Gse;

/// <summary>A statement of GSE as a simple table, as offices write it.</summary>
public sealed class GseStatementTests
{
    [Theory]
    [InlineData("mese;quantita_kwh;tip_euro;cac_euro\r\n2025-10;5.038,276;571,80;-0,05\r\n")]
    [InlineData("\uFEFFtip_euro\tMESE\tcac_euro\tquantita_kwh\n571.80\t2025-10\t-0.05\t5038.276")]
    [InlineData("\"mese\",\"note\",\"quantita_kwh\",\"tip_euro\",\"cac_euro\"\n2025-10,x,5038.276,571.80,\"-0.05\"\n\n")]
    public void Semicolons_tabs_and_commas_are_read_and_columns_come_in_any_order(string text)
    {
        var statement = GseStatement.Read(text);
        Assert.Empty(statement.Refused);
        Assert.Equal([new(new(2025, 10), 5038.276m, 571.80m, -0.05m)], statement.Lines);
    }

    [Fact]
    public void A_line_that_cannot_be_read_is_told_and_the_others_are_read()
    {
        var statement = GseStatement.Read(
            "mese;quantita_kwh;tip_euro;cac_euro\n2025-01;1;2;\n2025-01;1;2;3\n2025-02;-1;2;3\n2025-03;1;;3\n2025-04;1;2;x\n2025-05\n");
        Assert.Equal([new(new(2025, 1), 1m, 2m, null)], statement.Lines);
        Assert.Equal(
            [
                "line 3, mese: Found 2025-01, expected each month once.",
                "line 4, quantita_kwh: Found -1, expected kWh such as 1234,5.",
                "line 5, tip_euro: Found nothing, expected euro such as 123,45.",
                "line 6, cac_euro: Found x, expected euro such as 123,45, or nothing.",
                "line 7, quantita_kwh: Found nothing, expected kWh such as 1234,5.",
            ],
            statement.Refused);
    }

    [Fact]
    public void What_is_too_large_is_refused_whole()
    {
        Assert.Equal(["Found 65537 characters, expected at most 65536."], GseStatement.Read(new('x', 65537)).Refused);
        Assert.Equal(["Found 1201 lines, expected at most 1200."], GseStatement.Read(new('\n', 1200)).Refused);
        Assert.Equal(
            100, GseStatement.Read("mese;quantita_kwh;tip_euro\n" + string.Concat(Enumerable.Repeat("x;1;1\n", 1100))).Refused.Count);
    }

    [Fact]
    public void Any_text_is_read_or_refused() => Prop.ForAll<string?>(
        text => GseStatement.Read("mese;quantita_kwh;tip_euro\n" + text).Refused.Count <= 100).QuickCheckThrowOnFailure();
}
