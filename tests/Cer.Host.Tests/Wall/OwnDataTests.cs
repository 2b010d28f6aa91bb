using System.IO.Compression;
using System.Net;
using Cer.Host.Tests.People;
using Cer.Operations.People;
using Cer.Operations.Privacy;

namespace Cer.Host.Tests.Wall;

/// <summary>A member gets all that is held of it, and nothing of another.</summary>
[Collection(WallCollection.Name)]
public class OwnDataTests(WallFixture fixture)
{
    private PeopleServer Server => fixture.Server;

    private WalledTown Town => fixture.Town;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // Whoever makes a table with one of these columns has held something of somebody.
    private const string CatalogSql = """
        select array_agg(distinct class.relname::text order by class.relname::text)
        from pg_class as class
        join pg_namespace as space on space.oid = class.relnamespace and space.nspname = 'core'
        join pg_attribute as told on told.attrelid = class.oid and not told.attisdropped
          and told.attname in ('member_id', 'pod_id', 'person_id', 'pod', 'device', 'points')
        where class.relkind in ('r', 'p') and not class.relispartition
        """;

    [Fact]
    public async Task Every_table_that_names_a_member_a_point_a_device_or_a_person_is_exported_or_says_why_not()
    {
        var tables = await Server.AskAsync<string[]>(CatalogSql);
        string[] told = [.. Held.Exported.SelectMany(table => table.Tables), .. Held.Left.Keys];
        Assert.True(tables.Length > 25, $"{tables.Length}");
        Assert.Equal([], tables.Except(told));
        Assert.Equal(told.Length, told.Distinct(StringComparer.Ordinal).Count());
        // Nothing is named that is not there, and every view of the export is one of the schema mine.
        var known = await Server.AskAsync<string[]>(
            "select array_agg(relname::text) from pg_class where relnamespace = 'core'::regnamespace and relkind in ('r', 'p')");
        Assert.Equal([], told.Except(known));
        var views = await Server.AskAsync<string[]>(
            """
            select array_agg(relname::text) from pg_class
            where relnamespace = 'mine'::regnamespace and relkind = 'v' and reloptions::text like '%security_barrier%'
            """);
        Assert.Equal([], Held.Exported.Select(table => table.View).Append(Held.Documents).Append(Held.Papers).Except(views));
    }

    [Fact]
    public async Task The_export_has_all_that_is_marked_as_the_members_and_opens_in_a_spreadsheet()
    {
        using var bruno = await Server.SignedInAsync(Town.Person);
        var files = await FilesAsync(bruno);
        var all = string.Join('\n', files.Values);
        foreach (var word in (string[])["Famiglia Zorzanelli", "zq-bruno", WalledTown.HomePod, WalledTown.RoofPod, WalledTown.Device,
            WalledTown.Email, "UP-ZQ7", "ZQ-CONSENSO", "ZQ-REVOCA", "ZQ-TOTALE", "ZQ-RIPRESO", "ZQ-FISCO", "ZQ-RETTIFICA",
                "ZQ-ORE-ACCETTATE", "ZQ-SERIE", "ZQ-INTESTATARIO", "ZQ-INDIRIZZO", "IT56B9999999999000000000001",
            "ZQ-QUARANTENA", "ZQ-SCAMBIO", "ZQ-OGGETTO", "ZQ-TESTO", "ZQ-DOC-PDF", "7,123457", "9,876543", "4321,77", "8642,97"])
            Assert.Contains(word, all, StringComparison.Ordinal);
        // Two points, a day of hours and two hours of today: 52 readings and their heading.
        Assert.Equal(53, files["letture.csv"].TrimEnd().Split("\r\n").Length);
        Assert.StartsWith("pod;starts_at;unit_id;meter;minutes;revision;withdrawn_kwh;", files["letture.csv"], StringComparison.Ordinal);
        Assert.Equal("%PDF ZQ-DOC-PDF", files["documenti/2026-2.pdf"]);
        Assert.Equal("%PDF-ZQ-CARTA", files["carte/carta-1.pdf"]);
        Assert.Contains("\"withdrawn_kwh\": 731.987653", files["mesi.json"], StringComparison.Ordinal);
        Assert.Contains("Le letture dei Suoi punti, come sono arrivate. Righe: 52.", files["LEGGIMI.txt"], StringComparison.Ordinal);
        foreach (var table in Held.Exported)
            Assert.Equal((true, !table.IsBig), (files.ContainsKey($"{table.File}.csv"), files.ContainsKey($"{table.File}.json")));
    }

    [Fact]
    public async Task A_member_opens_its_own_scans_and_nobody_elses()
    {
        using var bruno = await Server.SignedInAsync(Town.Person);
        var row = (await bruno.GetAsync("/api/mine/papers")).Json.AsArray().Single()!;
        Assert.Equal((1, "delegation", "pdf", 13), ((int)row["id"]!, (string)row["of"]!, (string)row["type"]!, (int)row["bytes"]!));
        var opened = await bruno.GetAsync("/api/mine/papers/1");
        Assert.Equal((HttpStatusCode.OK, "%PDF-ZQ-CARTA"), (opened.Status, opened.Text));
        Assert.Equal(HttpStatusCode.NotFound, (await bruno.GetAsync("/api/mine/papers/2")).Status);
        using var anna = await Server.SignedInAsync(new PersonRole(Role.Member, Town.Community, WalledTown.Here, Town.Anna));
        Assert.Empty((await anna.GetAsync("/api/mine/papers")).Json.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync("/api/mine/papers/1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync($"/api/mine/papers/1?member={Town.Bruno}")).Status);
    }

    [Fact]
    public async Task Nobody_gets_the_export_of_another()
    {
        using var anna = await Server.SignedInAsync(new PersonRole(Role.Member, Town.Community, WalledTown.Here, Town.Anna));
        var files = await FilesAsync(anna);
        Assert.Equal([], Town.Markers.In(string.Join('\n', files.Select(file => $"{file.Key} {file.Value}"))));
        Assert.Contains("IT999E00000031", files["punti.csv"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync($"/api/mine/export?member={Town.Bruno}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Server.Browser().GetAsync("/api/mine/export")).Status);
        using var staff = await Server.SignedInAsync(new PersonRole(Role.Administrator, null, null, null));
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.GetAsync("/api/mine/export")).Status);
    }

    [Fact]
    public async Task An_amount_is_contested_answered_and_told_to_both_sides()
    {
        using var bruno = await Server.SignedInAsync(Town.Person);
        using var anna = await Server.SignedInAsync(new PersonRole(Role.Member, Town.Community, WalledTown.Here, Town.Anna));
        using var staff = await Server.SignedInAsync(new PersonRole(Role.Operator, Town.Community, WalledTown.Here, null));
        using var auditor = await Server.SignedInAsync(new PersonRole(Role.Auditor, Town.Community, WalledTown.Here, null));
        var made = await bruno.PostAsync(
            "/api/mine/requests",
            new { kind = "amount", month = "2026-05", hour = "2026-05-20T09:00:00Z", text = "ZQ-TESTO: l'ora delle undici non torna." });
        Assert.Equal(HttpStatusCode.Created, made.Status);
        var id = (long)made.Json["id"]!;
        var (desk, own) = ($"/api/communities/{WalledTown.Here}/member-requests", "/api/mine/requests");
        var seen = (await staff.GetAsync(desk)).Json.AsArray().Single(one => (long)one!["id"]! == id)!;
        Assert.Equal(
            ("Famiglia Zorzanelli", "amount", "2026-05", "2026-05-20T09:00:00Z", "open"),
            ((string)seen["member"]!["name"]!, (string)seen["kind"]!, (string)seen["month"]!, (string)seen["hour"]!,
                (string)seen["state"]!));

        // The auditor reads; another member neither sees nor says anything.
        await SayAsync(auditor, desk, "accepted", "x", HttpStatusCode.Forbidden);
        Assert.DoesNotContain((await anna.GetAsync(own)).Json.AsArray(), one => (long)one!["id"]! == id);
        await SayAsync(anna, own, "withdrawn", "x", HttpStatusCode.NotFound);

        await SayAsync(staff, desk, "open", "x", HttpStatusCode.BadRequest);
        await SayAsync(staff, desk, "in_hand", "Guardiamo.", HttpStatusCode.NoContent);
        await SayAsync(bruno, own, "open", "Grazie.", HttpStatusCode.NoContent);
        await SayAsync(staff, desk, "refused", "La lettura è giusta.", HttpStatusCode.NoContent);
        var answered = (await bruno.GetAsync("/api/mine/requests")).Json.AsArray().Single(one => (long)one!["id"]! == id)!;
        Assert.Equal("refused", (string)answered["state"]!);
        Assert.Equal(
            ["staff Persona di Prova in_hand Guardiamo.", "member  open Grazie.",
                "staff Persona di Prova refused La lettura è giusta."],
            answered["steps"]!.AsArray().Select(step => $"{step!["side"]} {step["who"]} {step["state"]} {step["text"]}"));

        await SayAsync(bruno, own, "withdrawn", "Va bene.", HttpStatusCode.NoContent);
        await SayAsync(staff, desk, "accepted", "x", HttpStatusCode.Conflict);

        async Task SayAsync(PageClient browser, string place, string state, string text, HttpStatusCode expected) =>
            Assert.Equal(expected, (await browser.PostAsync($"{place}/{id}/steps", new { state, text })).Status);
    }

    [Theory]
    [InlineData("leave", null, null, 201)]
    [InlineData("erasure", null, null, 201)]
    [InlineData("consent", null, null, 201)]
    [InlineData("consent", "2026-05", null, 400)]
    [InlineData("amount", "2026-05", null, 201)]
    [InlineData("amount", null, null, 400)]
    [InlineData("amount", "2026-05", "2026-06-20T09:00:00Z", 400)]
    [InlineData("amount", "2026-05", "2026-05-20T09:30:00Z", 400)]
    [InlineData("leave", "2026-05", null, 400)]
    [InlineData("other", null, null, 400)]
    public async Task A_request_says_what_it_is_of(string kind, string? month, string? hour, int status)
    {
        using var anna = await Server.SignedInAsync(new PersonRole(Role.Member, Town.Community, WalledTown.Here, Town.Anna));
        Assert.Equal(status, (int)(await anna.PostAsync("/api/mine/requests", new { kind, month, hour, text = "Chiedo." })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await anna.PostAsync("/api/mine/requests", new { kind = "leave", text = " " })).Status);
        foreach (var one in (await anna.GetAsync("/api/mine/requests")).Json.AsArray())
            await anna.PostAsync($"/api/mine/requests/{one!["id"]}/steps", new { state = "withdrawn", text = "Tolgo." });
    }

    private async Task<Dictionary<string, string>> FilesAsync(PageClient browser)
    {
        using var client = new HttpClient { BaseAddress = Server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/mine/export");
        request.Headers.Add("Cookie", $"{PageClient.CookieName}={browser.Token}");
        using var response = await client.SendAsync(request, Cancellation);
        Assert.Equal(("application/zip", HttpStatusCode.OK), (response.Content.Headers.ContentType?.MediaType, response.StatusCode));
        using var archive = new ZipArchive(await response.Content.ReadAsStreamAsync(Cancellation));
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            files[entry.FullName] = await reader.ReadToEndAsync(Cancellation);
        }

        return files;
    }
}
