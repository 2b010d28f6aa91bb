using System.Text;
using System.Text.Json;
using Cer.Domain.Codes;
using Cer.Exchange.Contract;
using Cer.Exchange.Faults;
using Cer.Operations.Settling;

namespace Cer.Operations.Tests;

/// <summary>Whole settlements against folders computed by an implementation that shares nothing with this one.</summary>
public class GoldenFolderTests
{
    public static TheoryData<string> Golden => [.. Folder.Golden];

    [Fact]
    public void No_golden_folder_is_missing() => Assert.Equal(17, Folder.Golden.Count());

    [Theory, MemberData(nameof(Golden))]
    public void Every_cell_of_every_table_is_equal(string folder)
    {
        var output = Settle(folder, out _);
        Assert.Empty(GoldenTables.Differences(folder, output.Files).Take(10));
    }

    [Theory, MemberData(nameof(Golden))]
    public void The_record_of_the_run_is_equal(string folder)
    {
        var output = Settle(folder, out _);
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder.Root, folder, "expected", "run.json")));
        using var found = JsonDocument.Parse(output.Files["run.json"]);
        foreach (var part in new[] { "rules", "inputs", "totals" })
            Assert.Equal(expected.RootElement.GetProperty(part).ToString(), found.RootElement.GetProperty(
                part).ToString(), ignoreWhiteSpaceDifferences: true, ignoreLineEndingDifferences: true);
        Assert.Equal(Statuses(expected), Statuses(found));
    }

    [Theory, MemberData(nameof(Golden))]
    public void The_exit_status_follows_the_months(string folder)
    {
        Settle(folder, out var result);
        var final = result.Months.All(month => month.Status == MonthStatus.Final);
        Assert.Equal(File.ReadAllText(Path.Combine(Folder.Root, folder, "exit")).Trim(), final ? "0" : "3");
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes() =>
        Assert.Equal(Settle("cer-magliano-ottobre", out _).Files, Settle("cer-magliano-ottobre", out _).Files);

    [Theory, MemberData(nameof(Golden))]
    public void The_order_of_the_rows_changes_only_the_hash_of_the_file(string folder)
    {
        var straight = Settle(folder, out _).Files;
        var shuffled = Settle(folder, out _, Reverse).Files;
        foreach (var (name, bytes) in straight)
            if (name != "run.json") Assert.Equal(bytes, shuffled[name]);
    }

    [Theory, MemberData(nameof(Golden))]
    public void A_community_that_was_written_again_settles_the_same(string folder)
    {
        var straight = Settle(folder, out _).Files;
        var again = Settle(folder, out _, (name, bytes) => name == "community.yaml" ? Rewritten(bytes) : bytes).Files;
        foreach (var (name, bytes) in straight)
            if (name != "run.json") Assert.Equal(bytes, again[name]);
    }

    private static byte[] Rewritten(byte[] bytes)
    {
        var faults = new FaultList();
        var document = CommunityFile.Read(bytes, faults);
        Assert.True(faults.IsEmpty);
        return CommunityFileWriter.Write(document!.Community);
    }

    private static byte[] Reverse(string name, byte[] bytes)
    {
        if (name != "readings.csv") return bytes;
        var lines = Encoding.UTF8.GetString(bytes).TrimEnd('\r', '\n').Split('\n');
        return Encoding.UTF8.GetBytes(string.Join('\n', lines.Take(1).Concat(lines.Skip(1).Reverse())));
    }

    private static MemoryOutput Settle(string folder, out Settlement.SettlementResult result, Func<string, byte[], byte[]>? change = null)
    {
        var output = new MemoryOutput();
        var outcome = new SettleContract("cer test")
            .Run(Folder.Input(folder, change), null, null, output, null, TestContext.Current.CancellationToken);
        result = Assert.IsType<SettleOutcome.Settled>(outcome).Result;
        Assert.True(output.Committed);
        return output;
    }

    private static (string? Month, string? Status)[] Statuses(JsonDocument run) =>
        [.. run.RootElement.GetProperty("months").EnumerateArray()
            .Select(month => (month.GetProperty("month").GetString(), month.GetProperty("status").GetString()))];
}
