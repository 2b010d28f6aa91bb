using System.Text;
using Cer.Operations.Settling;

namespace Cer.Operations.Tests;

/// <summary>Every kind of fault that the contract names, one change to a good input each.</summary>
public class ContractFaultTests
{
    private const string Community = """
        name: Prova
        configuration: CER
        constituted_on: 2025-01-01
        members:
          - id: comune
            name: Comune
            category: local_authority
          - id: ditta
            name: Ditta
            category: sme
        pods:
          - {pod: IT999E00000001, member: comune, from: 2025-06-01, to: 2025-06-01}
          - {pod: IT999E00000002, member: ditta, from: 2025-06-01, to: 2025-06-01}
        plants:
          - id: UP-A
            pod: IT999E00000001
            source: photovoltaic
            market_zone: CNOR
            fc_area: Centro
            power_kw: 20
            in_service: 2024-06-01
          - {id: UP-B, pod: IT999E00000001, source: wind, market_zone: CNOR, fc_area: Centro, power_kw: 5, in_service: 2024-06-01}
        distribution:
          steps:
            - {fund: gestione, percent: 10}
            - {class: tutti, rest: true, members: all, key: shared_hourly}
          surplus: {members: non_enterprises, key: equal, otherwise: sociale}

        """;

    private const string Readings = """
        pod,plant,start,minutes,injected_kwh,withdrawn_kwh,quality
        IT999E00000001,UP-A,2025-06-01T10:00:00Z,60,3,1,measured
        IT999E00000001,UP-B,2025-06-01T10:00:00Z,60,1,,measured
        IT999E00000002,,2025-06-01T10:00:00Z,60,,2,measured

        """;

    private const string Prices = """
        zone,start,minutes,eur_per_mwh
        CNOR,2025-06-01T10:00:00Z,60,100

        """;

    private const string Rules = """
        id: prova
        from: 2025-01-01
        cac: {2025: {tras_e: 8, act: inventato}}

        """;

    // What is replaced, by what, and the field of the fault; its line is that of the replacement's first line.
    public static readonly TheoryData<string, string, string, string> Changes = new()
    {
        { "community.yaml", "name: Prova", "nome: Prova", "nome" },
        { "community.yaml", "configuration: CER", "configuration: CEC", "configuration" },
        { "community.yaml", "configuration: CER", "configuration: Comunità", "configuration" },
        { "community.yaml", "2025-01-01", "1 gennaio", "constituted_on" },
        { "community.yaml", "id: ditta", "id: Ditta", "members[1].id" },
        { "community.yaml", "id: ditta", "id: comune", "members[1].id" },
        { "community.yaml", "category: sme", "category: azienda", "members[1].category" },
        { "community.yaml", "category: sme", "category: sme\n    enterprise: forse", "members[1].enterprise" },
        { "community.yaml", "{pod: IT999E00000002, member: ditta", "{pod: IT999E00000002, member: rossi", "pods[1].member" },
        { "community.yaml", "{pod: IT999E00000002, member: ditta", "{pod: IT999E00000001, member: ditta", "pods[1].from" },
        { "community.yaml", "ditta, from: 2025-06-01", "ditta, from: 2024-12-31", "pods[1].from" },
        { "community.yaml", "ditta, from: 2025-06-01, to: 2025-06-01", "ditta, from: 2025-06-01, to: 2025-05-31", "pods[1].to" },
        { "community.yaml", "    pod: IT999E00000001\n    source", "    pod: IT999E00000009\n    source", "plants[0].pod" },
        { "community.yaml", "id: UP-A", "id: UP-B", "plants[1].id" },
        { "community.yaml", "power_kw: 20", "power_kw: 0", "plants[0].power_kw" },
        { "community.yaml", "power_kw: 20", "power_kw: 2e1", "plants[0].power_kw" },
        { "community.yaml", "power_kw: 20", "power_kw: 1.2345678", "plants[0].power_kw" },
        { "community.yaml", "market_zone: CNOR\n", "market_zone: NORTH\n", "plants[0].market_zone" },
        { "community.yaml", "power_kw: 20", "inside_building: true\n    power_kw: 20", "plants[0].inside_building" },
        { "community.yaml", "power_kw: 20", "flat_eur_mwh: 110\n    power_kw: 20", "plants[0].flat_eur_mwh" },
        { "community.yaml", "power_kw: 20", "grant_percent: 40.01\n    power_kw: 20", "plants[0].grant_percent" },
        { "community.yaml", "fund: gestione", "fund: non-assegnato", "distribution.steps[0].fund" },
        { "community.yaml", "percent: 10", "percent: 101", "distribution.steps[0].percent" },
        { "community.yaml", "percent: 10", "percent: 10, rest: true", "distribution.steps[0]" },
        { "community.yaml", "key: shared_hourly", "key: caso", "distribution.steps[1].key" },
        { "community.yaml", "key: shared_hourly", "key: equal, weights: {ditta: 1}", "distribution.steps[1].weights" },
        { "community.yaml", "key: shared_hourly", "key: fixed, weights: {rossi: 1}", "distribution.steps[1].weights.rossi" },
        { "community.yaml", "members: all", "members: [comune, rossi]", "distribution.steps[1].members[1]" },
        { "community.yaml", "members: non_enterprises", "members: [ditta]", "distribution.surplus.members" },
        { "community.yaml", "members: non_enterprises", "members: all", "distribution.surplus.members" },
        { "community.yaml", "otherwise: sociale", "altrimenti: sociale", "distribution.surplus.altrimenti" },
        { "readings.csv", "IT999E00000002,", "IT999E00000007,", "pod" },
        { "readings.csv", "UP-B", "UP-C", "plant" },
        { "readings.csv", "IT999E00000002,,", "IT999E00000002,UP-A,", "plant" },
        { "readings.csv", "IT999E00000002,,2025-06-01T10:00:00Z", "IT999E00000002,,2025-06-01T10:00:00", "start" },
        { "readings.csv", "IT999E00000002,,2025-06-01T10:00:00Z", "IT999E00000002,,2025-06-31T10:00:00Z", "start" },
        { "readings.csv", "IT999E00000002,,2025-06-01T10:00:00Z", "IT999E00000002,,2025-06-01T10:15:00Z", "start" },
        { "readings.csv", "IT999E00000002,,2025-06-01T10:00:00Z,60", "IT999E00000002,,2025-06-01T10:00:00Z,30", "minutes" },
        { "readings.csv", ",,2,measured", ",,-2,measured", "withdrawn_kwh" },
        { "readings.csv", ",,2,measured", ",,2e0,measured", "withdrawn_kwh" },
        { "readings.csv", ",,2,measured", ",,1.2345678,measured", "withdrawn_kwh" },
        { "readings.csv", ",,2,measured", ",,99999999999999,measured", "withdrawn_kwh" },
        { "readings.csv", ",,2,measured", ",,9999999999999,measured", "withdrawn_kwh" },
        { "readings.csv", ",,2,measured", ",1,2,measured", "injected_kwh" },
        { "readings.csv", ",,2,measured", ",,2,letta", "quality" },
        { "readings.csv", ",,2,measured", ",,2", "row" },
        { "readings.csv", "UP-B,2025-06-01T10:00:00Z,60,1,,", "UP-B,2025-06-01T10:00:00Z,60,1,3,", "row" },
        { "readings.csv", "IT999E00000001,UP-B,", "IT999E00000001,UP-A,", "row" },
        { "readings.csv", "IT999E00000001,UP-B,", "IT999E00000001,,", "injected_kwh" },
        { "readings.csv", "IT999E00000001,UP-B,2025-06-01T10:00:00Z,60", "IT999E00000001,UP-A,2025-06-01T10:45:00Z,15", "row" },
        { "readings.csv", "quality\n", "quality,note\n", "note" },
        { "readings.csv", "IT999E00000002,,", "\"IT999E00000002\"x,,", "row" },
        { "prices.csv", "CNOR", "PUN", "zone" },
        { "prices.csv", ",100", ",cento", "eur_per_mwh" },
        { "prices.csv", ",100\n", ",100\nCNOR,2025-06-01T10:00:00Z,60,101\n", "row" },
        { "rules/prova.yaml", "id: prova", "act: inventato", "id" },
        { "rules/prova.yaml", "from: 2025-01-01", "from: ieri", "from" },
        { "rules/prova.yaml", "cac:", "tariffa: 1\ncac:", "tariffa" },
        { "rules/prova.yaml", "cac:", "grant: {max_percent: 0}\ncac:", "grant.max_percent" },
        { "rules/prova.yaml", "cac:", "fc: {Centro: -1}\ncac:", "fc.Centro" },
        { "rules/prova.yaml", "cac:", "brackets: [[600, 80, 120], [200, 70, 110]]\ncac:", "brackets" },
        { "rules/prova.yaml", "2025: {tras_e: 8", "anno: {tras_e: 8", "cac.anno" },
    };

    [Fact]
    public void The_unchanged_input_is_settled() => Assert.IsType<SettleOutcome.Settled>(Run([], new()));

    [Theory, MemberData(nameof(Changes))]
    public void A_change_is_refused_at_its_line_and_field(string file, string from, string to, string field)
    {
        var good = Files()[file];
        Assert.Contains(from, good, StringComparison.Ordinal);
        var at = good.IndexOf(from, StringComparison.Ordinal);
        var bad = good[..at] + to + good[(at + from.Length)..];
        var line = 1 + good[..at].Count(c => c == '\n') + Below(to, field);

        var output = new MemoryOutput();
        var refused = Assert.IsType<SettleOutcome.Refused>(Run(new() { [file] = bad }, output));
        Assert.Contains(refused.Faults.Faults,
            fault => (fault.File, fault.Field, fault.Line) == (file, field, ExpectedLine(bad, field, line)));
        Assert.Empty(output.Files);
    }

    [Fact]
    public void Faults_of_every_file_are_told_together()
    {
        var refused = Assert.IsType<SettleOutcome.Refused>(Run(
            new()
            {
                ["community.yaml"] = Community.Replace("name: Prova\n", "", StringComparison.Ordinal),
                ["rules/prova.yaml"] = Rules.Replace("id: prova", "x: 1", StringComparison.Ordinal),
                ["prices.csv"] = Prices.Replace("CNOR", "PUN", StringComparison.Ordinal),
                ["readings.csv"] = Readings.Replace("IT999E00000002", "IT999E00000007", StringComparison.Ordinal),
            },
            new()));
        Assert.Equal(
            ["community.yaml:1: name", "rules/prova.yaml:1: id", "rules/prova.yaml:1: x", "prices.csv:2: zone", "readings.csv:4: pod"],
            refused.Faults.Faults.Select(fault => $"{fault.File}:{fault.Line}: {fault.Field}"));
    }

    [Theory]
    [InlineData("community.yaml", "")]
    [InlineData("community.yaml", "- 1\n- 2\n")]
    [InlineData("community.yaml", "a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]")]
    [InlineData("community.yaml", "a: &a [*a]\n")]
    [InlineData("community.yaml", "name: \"x\n")]
    [InlineData("readings.csv", "")]
    [InlineData("readings.csv", "\n\n")]
    [InlineData("readings.csv", "pod,plant,start,minutes,injected_kwh,withdrawn_kwh,quality\n")]
    [InlineData("readings.csv", "pod,plant,start,minutes,injected_kwh,withdrawn_kwh,quality\n\"IT9\n")]
    [InlineData("prices.csv", "zone\n")]
    public void A_file_that_is_no_such_file_is_refused(string file, string text) =>
        Assert.IsType<SettleOutcome.Refused>(Run(new() { [file] = text }, new()));

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        foreach (var file in Files().Keys)
        {
            var input = new ContractInput(Files().ToDictionary(
                known => known.Key,
                known =>
                    (Func<Stream>)(() => new MemoryStream(
                    known.Key == file ? [0xFF, 0xFE, 0x00, 0xE0, 0x0A] : Encoding.UTF8.GetBytes(known.Value)))));
            Assert.IsType<SettleOutcome.Refused>(new SettleContract("cer test")
                .Run(input, null, null, new MemoryOutput(), null, TestContext.Current.CancellationToken));
        }
    }

    private static Dictionary<string, string> Files() => new()
    {
        ["community.yaml"] = Community,
        ["readings.csv"] = Readings,
        ["prices.csv"] = Prices,
        ["rules/prova.yaml"] = Rules,
    };

    private static SettleOutcome Run(Dictionary<string, string> changes, MemoryOutput output)
    {
        var files = Files();
        foreach (var (name, text) in changes) files[name] = text;
        var input = new ContractInput(files.ToDictionary(
            file => file.Key, file => (Func<Stream>)(() => new MemoryStream(Encoding.UTF8.GetBytes(file.Value)))));
        return new SettleContract("cer test").Run(input, null, null, output, null, TestContext.Current.CancellationToken);
    }

    /// <summary>How far below the start of the replacement the field stands in it.</summary>
    private static int Below(string replacement, string field)
    {
        var key = field[(field.LastIndexOf('.') + 1)..];
        var at = replacement.IndexOf($"\n    {key}:", StringComparison.Ordinal);
        if (at < 0 && replacement.StartsWith("    pod", StringComparison.Ordinal)) return 0;
        return at >= 0 ? 1 + replacement[..at].Count(c => c == '\n') : field == "row" && replacement.Contains('\n') ? 1 : 0;
    }

    /// <summary>A header's fault is on line 1, a missing key's on its entry's first line, a double id on the second.</summary>
    private static long ExpectedLine(string text, string field, int line) => field switch
    {
        "note" or "id" => 1,
        "plants[1].id" => 1 + text[..text.LastIndexOf("id: UP-B", StringComparison.Ordinal)].Count(c => c == '\n'),
        _ => line,
    };
}
