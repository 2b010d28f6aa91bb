using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Host.Tests.Viewing;

namespace Cer.Host.Tests.Submitting;

/// <summary>Layouts of addressees: checked, kept by revisions, in the packages, ended.</summary>
public sealed class LayoutTests
{
    private const string Portal = """
        layout: portale
        separator: ";"
        decimal: ","
        tables:
          - table: units
            name: unità
            row: up
            columns:
              codice_up: unit
              kwh_condivisi: shared_kwh
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_layout_that_staff_keep_is_in_the_packages_made_from_then_on()
    {
        await using var server = await StaffServer.OfGoldenAsync("cer-magliano-ottobre");
        Assert.Contains("shared_kwh", (await server.GetAsync("package-layouts"))["tables"]!.ToJsonString(), StringComparison.Ordinal);
        var (_, check) = await server.PostAsync("package-layouts/check", new { words = Portal });
        Assert.Equal(("portale", "codice_up;kwh_condivisi"), ((string)check!["name"]!, (string)check["tables"]![0]!["header"]!));
        Assert.Empty((await server.GetAsync("package-layouts"))["layouts"]!.AsArray());
        var wrong = Portal.Replace("shared_kwh", "shared", StringComparison.Ordinal);
        var (_, told) = await server.PostAsync("package-layouts/check", new { words = wrong });
        Assert.Equal(("10", "shared"), ($"{told!["faults"]![0]!["line"]}", (string)told["faults"]![0]!["found"]!));
        Assert.Equal(HttpStatusCode.BadRequest, (await server.PostAsync("package-layouts", new { words = wrong, seen = 0 })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.PostAsync("package-layouts", new { })).Status);

        Assert.Equal(1, await KeepAsync(server, Portal, 0));
        Assert.Equal(1, await KeepAsync(server, Portal, 0));
        var other = Portal.Replace("codice_up: unit", "up: unit", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await server.PostAsync("package-layouts", new { words = other, seen = 0 })).Status);
        Assert.Equal(2, await KeepAsync(server, other, 1));

        var (status, package) = await server.PostAsync("submissions", new { month = "2025-10", kind = "gse-month" });
        Assert.True(status == HttpStatusCode.Created, $"{package}");
        var files = package!["files"]!.AsArray().ToDictionary(file => (string)file!["name"]!, file => (int)file!["number"]!);
        // shared_kwh of October in plant_months.csv of the golden folder.
        Assert.Equal(
            "up;kwh_condivisi\r\nUP-DEPOSITO;54,263000\r\nUP-MUNICIPIO;1808,636000\r\nUP-PALESTRA;2125,004000\r\nUP-SCUOLA;1050,173000",
            Sorted(await FileAsync(server, package, files["energia-2025-10-portale-1-unit_.csv"])));
        Assert.Contains("<up>", await FileAsync(server, package, files["energia-2025-10-portale.xml"]), StringComparison.Ordinal);
        Assert.Contains("energia-2025-10-portale.xlsx", files.Keys);

        Assert.Equal(HttpStatusCode.Conflict, (await server.PostAsync("package-layouts/portale/end", new { seen = 1 })).Status);
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync("package-layouts/portale/end", new { seen = 2 })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.PostAsync("package-layouts/portale/end", new { seen = 3 })).Status);
        Assert.Empty((await server.GetAsync("package-layouts"))["layouts"]!.AsArray());
        Assert.Equal(4, await KeepAsync(server, Portal, 0));
    }

    private static async Task<int> KeepAsync(StaffServer server, string words, int seen)
    {
        var (status, kept) = await server.PostAsync("package-layouts", new { words, seen });
        Assert.True(status == HttpStatusCode.OK, $"{kept}");
        return (int)kept!["revision"]!;
    }

    private static async Task<string> FileAsync(StaffServer server, JsonNode package, int number) => Encoding.UTF8.GetString(
        await server.Client.GetByteArrayAsync(
            $"/api/communities/{StaffServer.Code}/submissions/{package["id"]}/files/{number}", Cancellation)).TrimStart('\uFEFF');

    private static string Sorted(string csv)
    {
        var lines = csv.TrimEnd().Split("\r\n");
        return string.Join("\r\n", lines[..1].Concat(lines[1..].Order(StringComparer.Ordinal)));
    }
}
