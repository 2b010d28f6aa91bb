using System.Text;
using System.Text.RegularExpressions;
using Cer.Exchange.Csv;
using Cer.Exchange.Faults;
using Cer.Host.Tests.Viewing;
using Cer.Operations.Importing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Host.Tests.Hostile;

/// <summary>No table that the program hands out makes a spreadsheet run what somebody wrote into a name.</summary>
public partial class TableTests
{
    // Those that answer with a table, or write one. Whoever adds one writes it here, and lets ItalianCsv or CsvWriter do it.
    private static readonly string[] Writers =
    [
        "src/Cer.Exchange/Csv/CsvWriter.cs", "src/Cer.Host/Documents/DocumentEndpoints.cs",
        "src/Cer.Host/Reconciling/DossierEndpoints.cs", "src/Cer.Host/Viewing/ItalianCsv.cs",
    ];

    private static readonly string[] Tables =
    [
        "", "days", "hours", "plants", "members", "funds", "gaps", "months", "points", "spans", "corrections", "completeness",
        "silent", "quarantine", "entries", "payments",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "CerAutomation.sln"))) folder = folder.Parent!;
            return folder.FullName;
        }
    }

    [Fact]
    public async Task Every_address_that_gives_tables_gives_harmless_cells()
    {
        await using var server = await StaffServer.OfGoldenAsync(
            "cer-magliano-ottobre", change: text => Name().Replace(text, "name: \"=HYPERLINK(1) $1\""));
        var addresses = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") ?? false)
            .Select(endpoint => $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}")
            .Where(pattern => pattern.Contains("{community}", StringComparison.Ordinal)).Distinct().ToArray();
        var (tables, harmless) = (0, 0);
        foreach (var pattern in addresses)
        {
            foreach (var table in Tables)
            {
                var path = Part().Replace(
                    pattern.Replace("{community}", StaffServer.Code, StringComparison.Ordinal)
                        .Replace("{month}", "2025-10", StringComparison.Ordinal), "1");
                using var answer = await server.Client.GetAsync(
                    $"{path}?format=csv&table={table}&month=2025-10&day=2025-10-14", Cancellation);
                Assert.True((int)answer.StatusCode < 500, $"{pattern} answers {answer.StatusCode}");
                if (answer.Content.Headers.ContentType?.MediaType != "text/csv") continue;
                tables++;
                foreach (var cell in Cells(await answer.Content.ReadAsStringAsync(Cancellation)))
                {
                    Assert.True(!FormulaText.Is(cell) || Number().IsMatch(cell), $"{pattern} {table}: {cell}");
                    if (cell.StartsWith("'=HYPERLINK", StringComparison.Ordinal)) harmless++;
                }
            }
        }

        Assert.True(tables >= 20, $"Found {tables} tables, expected those of all pages.");
        Assert.True(harmless > 0, "Found no name that was made harmless, expected those of the members.");
    }

    [Fact]
    public void Nobody_else_writes_tables()
    {
        var found = Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Part2().IsMatch(file) && Writes().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal);
        Assert.Equal(Writers, found);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+39 0584", "'+39 0584")]
    [InlineData("-cmd", "'-cmd")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "")]
    public void A_text_that_begins_as_a_formula_is_shown_as_a_text(string text, string cell)
    {
        using var stream = new MemoryStream();
        using (var table = new CsvWriter(stream, "a,b"))
            table.Text(text).Number(-1.5m).EndRow();
        Assert.Equal($"a,b\n{cell},-1.5\n", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Theory]
    [InlineData("id: UP-A", "id: '=UP'", "id: found =UP")]
    [InlineData("id: UP-A", "id: UP-A, plant: '@x'", "plant: found @x")]
    [InlineData("{id: comune,", "{id: -1,", "id: found -1")]
    public async Task An_id_that_a_table_would_have_to_change_is_refused_where_it_is_declared(string from, string to, string sentence)
    {
        await using var server = await StaffServer.StartAsync("2026-07-15T10:40:00Z");
        const string Contract = """
            name: Prova
            configuration: CER
            constituted_on: 2024-03-01
            members: [{id: comune, name: Comune, category: local_authority}]
            pods: [{pod: IT999E00000001, member: comune, from: 2024-03-01}]
            plants:
              - {id: UP-A, pod: IT999E00000001, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
                 power_kw: 20, in_service: 2024-04-10, incentive_from: 2024-05-01}
            """;
        var faults = new FaultList();
        await server.Service<ImportCommunity>().RunAsync(
            StaffServer.Code,
            Encoding.UTF8.GetBytes(Contract.Replace(from, to, StringComparison.Ordinal)),
            [],
            "test",
            faults,
            Cancellation);
        Assert.Contains(faults.Faults, fault => fault.ToString().Contains(sentence, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Cells(string table) =>
        table.TrimStart('\uFEFF').Split("\r\n").SelectMany(line => line.Split(';')).Select(cell => cell.Trim('"'));

    [GeneratedRegex("name: *\"?([A-Za-z][^\"\n,}]*)\"?")]
    private static partial Regex Name();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Part();

    [GeneratedRegex(@"^-?[0-9]+(,[0-9]+)?$")]
    private static partial Regex Number();

    [GeneratedRegex("[/\\\\](bin|obj)[/\\\\]")]
    private static partial Regex Part2();

    // A media type that is answered with, or separators put between cells by hand.
    [GeneratedRegex("\"text/csv; charset|AppendJoin\\(';'|class CsvWriter")]
    private static partial Regex Writes();
}
