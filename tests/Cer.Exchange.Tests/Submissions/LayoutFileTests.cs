using System.Text;
using Cer.Exchange.Faults;
using Cer.Exchange.Submissions;

namespace Cer.Exchange.Tests.Submissions;

/// <summary>Layouts of addressees, read from YAML.</summary>
public sealed class LayoutFileTests
{
    private const string Portal = """
        layout: portale
        separator: ";"
        decimal: ","
        root: pacchetto
        tables:
          - table: units
            name: unita
            row: up
            columns:
              codice_up: unit
              kwh_condivisi: shared_kwh
        """;

    [Fact]
    public void An_addressee_gets_its_own_names_order_and_signs()
    {
        var faults = new FaultList();
        var layout = LayoutFile.Read("portale.yaml", Encoding.UTF8.GetBytes(Portal), faults)!;
        Assert.Empty(faults.Faults);
        var table = Assert.Single(layout.Of(PackageTables.Of(Sample.Short)));
        Assert.Equal("unita", table.Name);
        Assert.Equal(
            "\uFEFFcodice_up;kwh_condivisi\r\nUP-1;1344,000000\r\n",
            Encoding.UTF8.GetString(Sample.Written(stream => PackageCsv.Write(stream, table, layout.Separator, layout.DecimalSign))));
    }

    [Theory]
    [InlineData("table: units", "table: unit", "portale.yaml:6: tables[0].table: found unit, expected configuration|units")]
    [InlineData("codice_up: unit", "codice_up: name", "portale.yaml:10: tables[0].columns.codice_up: found name, expected unit|plant|pod")]
    [InlineData("codice_up:", "<up>:", "portale.yaml:10: tables[0].columns.<up>: found no such name, expected a letter, then letters")]
    [InlineData("decimal: \",\"", "decimal: \";\"", "portale.yaml:3: decimal: found ;, expected one of . ,")]
    [InlineData("root: pacchetto", "radice: x", "portale.yaml:4: radice: found an unknown key, expected layout|")]
    [InlineData("layout: portale", "layout: Portale GSE", "portale.yaml:1: layout: found Portale GSE, expected lower-case")]
    public void What_is_wrong_is_told_with_its_line(string from, string to, string told)
    {
        var faults = new FaultList();
        Assert.Null(LayoutFile.Read("portale.yaml", Encoding.UTF8.GetBytes(Portal.Replace(from, to, StringComparison.Ordinal)), faults));
        Assert.Contains(faults.Faults, fault => fault.ToString().StartsWith(told, StringComparison.Ordinal));
    }
}
