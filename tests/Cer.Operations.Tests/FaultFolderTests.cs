using Cer.Operations.Settling;

namespace Cer.Operations.Tests;

/// <summary>Inputs that must be refused: the file, the line and the field are named, and nothing is written.</summary>
public class FaultFolderTests
{
    // Folder, then file, line and field of the fault that must be named.
    public static readonly TheoryData<string, string, int, string> Cases = new()
    {
        { "chiave-doppia", "community.yaml", 2, "name" },
        { "chiave-sconosciuta", "community.yaml", 30, "plants[0].potenza" },
        { "colonna-sconosciuta", "readings.csv", 1, "qualita" },
        { "contributo-45", "community.yaml", 32, "plants[0].grant_percent" },
        { "energia-negativa", "readings.csv", 2, "withdrawn_kwh" },
        { "pod-ignoto", "readings.csv", 98, "pod" },
        { "riga-doppia", "readings.csv", 98, "row" },
        { "senza-fuso", "readings.csv", 2, "start" },
        { "tariffa-a-impianto-vecchio", "community.yaml", 31, "plants[0].regime" },
    };

    [Fact]
    public void Every_fault_folder_has_a_case() =>
        Assert.Equal(Folder.Faults, Cases.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Cases))]
    public void A_wrong_input_is_refused_with_its_place(string folder, string file, int line, string field)
    {
        var output = new MemoryOutput();
        var outcome = new SettleContract("cer test").Run(
            Folder.Input(Path.Combine("faults", folder)), null, null, output, null, TestContext.Current.CancellationToken);
        var faults = Assert.IsType<SettleOutcome.Refused>(outcome).Faults;
        Assert.Contains(faults.Faults, fault => (fault.File, fault.Line, fault.Field) == (file, line, field));
        Assert.False(output.Committed);
        Assert.Empty(output.Files);
    }
}
