using System.Text.Json;
using System.Text.Json.Nodes;
using Cer.Crash.Tests;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Host.Data;
using Cer.Host.Serve;
using Cer.Host.Tests.People;
using Cer.Operations.Market;
using NodaTime;
using NodaTime.Text;

namespace Cer.Market.Tests.Gme;

/// <summary>Gaps in the prices are found, filled by one node, and shown with what became of the last attempt.</summary>
public sealed class GapTests
{
    private static readonly LocalDate First = new(2026, 1, 1);
    private static readonly Instant Noon = Instant.FromUtc(2026, 1, 14, 11, 0);
    private static readonly Instant Afternoon = Instant.FromUtc(2026, 1, 14, 12, 15);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gaps_reach_from_the_first_month_needed_to_today_and_from_a_quarter_past_one_to_tomorrow()
    {
        await using var town = await PriceTown.CreateAsync(new(2026, 1, 10), Noon);
        var gaps = await town.Find.RunAsync(null, [], Cancellation);
        // Fourteen days from the first of the month, of the one zone that a unit is in.
        Assert.Equal(Enumerable.Range(0, 14).Select(day => new PriceGap(MarketZone.Cnor, First.PlusDays(day), 24, 24)), gaps);
        town.Time.Now = Afternoon;
        Assert.Equal(First.PlusDays(14), (await town.Find.RunAsync(null, [], Cancellation))[^1].Day);
        Assert.Equal(30, (await town.Find.RunAsync(null, [MarketZone.Nord], Cancellation)).Count);
    }

    [Fact]
    public async Task What_is_missing_is_gathered_into_few_requests()
    {
        await using var town = await PriceTown.CreateAsync(First, Noon);
        Assert.Equal(
            [(First, First.PlusDays(13))],
            MarketDays.Of(await town.Find.RunAsync(null, [], Cancellation)).Select(part => (part.First, part.Last)));
        Assert.Equal(
            [new(2025, 9, 10), new(2025, 9, 26), new LocalDate(2025, 10, 1)],
            MarketDays.Of(new(2025, 9, 10), new(2025, 10, 2), [MarketZone.Cnor]).Select(part => part.First));
    }

    [Fact]
    public async Task Nodes_that_look_at_once_ask_for_each_day_once()
    {
        await using var town = await PriceTown.CreateAsync(First, Noon);
        var done = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => town.Fill(town.Market()).RunAsync(Cancellation))));
        Assert.Equal(14 * 24, done.Sum(work => work?.Report.Counts.Added ?? 0));
        Assert.Single(town.Gme.Questions);
        Assert.Empty(await town.Find.RunAsync(null, [], Cancellation));
        Assert.Null(await town.Fill(town.Market()).RunAsync(Cancellation));

        // In the afternoon tomorrow is missing: the work of the day is due again.
        town.Time.Now = Afternoon;
        Assert.Equal(24, (await town.Fill(town.Market()).RunAsync(Cancellation))!.Report.Counts.Added);
        Assert.Equal(2, town.Gme.Questions.Count);
    }

    [Fact]
    public async Task Half_a_day_stays_a_gap_with_its_reason_and_is_filled_later()
    {
        await using var town = await PriceTown.CreateAsync(First, Noon);
        await town.FetchAsync(town.Market(), First, First.PlusDays(12));
        town.Gme.Rows = new() { LastHour = 12 };
        var market = town.Market();
        Assert.Equal(1, (await town.Fill(market).RunAsync(Cancellation))!.Left);
        Assert.Equal(
            [new PriceGap(MarketZone.Cnor, new(2026, 1, 14), 12, 24)], await town.Find.RunAsync(null, [], Cancellation));
        Assert.Equal(
            "Found days of zones without all prices (1), expected none: GME has not published them.",
            await town.ScalarAsync<string>("select last_error from core.work where kind = 'prices'"));
        Assert.Null(await town.Fill(market).RunAsync(Cancellation));

        town.Gme.Rows = new();
        town.Time.Now = Noon + Duration.FromMinutes(11);
        Assert.Equal((12, 0), ((await town.Fill(market).RunAsync(Cancellation))!.Report.Counts.Added,
            (await town.Find.RunAsync(null, [], Cancellation)).Count));
        Assert.True(await town.ScalarAsync<bool>("select done_at is not null from core.work where kind = 'prices'"));
    }

    [Fact]
    public async Task The_work_of_a_new_day_takes_the_place_of_one_that_failed()
    {
        await using var town = await PriceTown.CreateAsync(First, Noon);
        Assert.True((await town.Fill(town.Market(password: "sbagliata")).RunAsync(Cancellation))!.Report.IsLasting);
        Assert.Null(await town.Fill(town.Market()).RunAsync(Cancellation));
        town.Time.Now = Noon + Duration.FromDays(1);
        Assert.Equal(15 * 24, (await town.Fill(town.Market()).RunAsync(Cancellation))!.Report.Counts.Added);
        Assert.Equal(0, await town.ScalarAsync<long>("select count(*) from core.work where kind = 'prices' and done_at is null"));
    }

    [Fact]
    public async Task The_verb_says_what_it_would_ask_for_fetches_it_and_lists_what_is_missing()
    {
        // It stands still: at a quarter past one tomorrow becomes a gap.
        var now = SystemClock.Instance.GetCurrentInstant();
        await using var town = await PriceTown.CreateAsync(now.InZone(MarketHour.Rome).Date, now);
        using var data = new DataFolder(town);
        var dry = await data.RunAsync("prices", "fetch", "--dry-run");
        Assert.Equal(0, dry.Exit);
        Assert.Contains(": CNOR", dry.Output, StringComparison.Ordinal);
        Assert.Empty(town.Gme.Questions);
        Assert.Equal(3, (await data.RunAsync("prices", "gaps")).Exit);

        var fetched = await data.RunAsync("prices", "fetch");
        Assert.True(fetched.Exit == 0, fetched.Errors);
        Assert.Contains(" 0 equal, 0 corrected", fetched.Output, StringComparison.Ordinal);
        Assert.Equal("no price is missing", (await data.RunAsync("prices", "gaps")).Output.Trim());
        town.Gme.Rows = new() { Shift = 1 };
        var again = await data.RunAsync("prices", "fetch", "--from", "2026-01-14", "--to", "2026-01-15");
        Assert.Contains("1 requests: 48 prices new, 0 equal, 0 corrected", again.Output, StringComparison.Ordinal);
        var wrong = await data.RunAsync("prices", "fetch", "--from", "ieri");
        Assert.Equal((2, "prices fetch: Found another --from, expected a day such as 2025-10-01."), (wrong.Exit, wrong.Errors.Trim()));
    }

    [Fact]
    public async Task The_server_fetches_by_itself_and_its_page_tells_gaps_and_the_last_attempt()
    {
        // It stands still: at a quarter past one tomorrow becomes a gap.
        var now = SystemClock.Instance.GetCurrentInstant();
        await using var town = await PriceTown.CreateAsync(now.InZone(MarketHour.Rome).Date, now);
        town.Gme.Rows = new() { LastHour = 6 };
        using var data = new DataFolder(town);
        await using var app = ServeCommand.Build(Settings.Read(data.Folder), town.Time);
        await app.StartAsync(Cancellation);
        using var client = await SignedIn.AsOperatorAsync(app);
        var place = $"/api/communities/{PriceTown.Code}/prices/gaps";
        var view = await AskAsync();
        for (var patience = 0; view["last"] is null && patience < 600; patience++)
        {
            await Task.Delay(100, Cancellation);
            view = await AskAsync();
        }

        Assert.Equal(["CNOR"], view["zones"]!.AsArray().Select(zone => (string)zone!));
        Assert.True((bool)view["fetching"]!);
        Assert.Null(view["last"]!["problem"]);
        var gap = view["gaps"]!.AsArray()[^1]!;
        Assert.Equal(("CNOR", 6), ((string)gap["zone"]!, (int)gap["expected"]! - (int)gap["missing"]!));
        Assert.NotNull(gap["triedAt"]);
        var csv = await client.GetStringAsync($"{place}?format=csv", Cancellation);
        Assert.StartsWith("Giorno;Zona;Ore senza prezzo;", csv, StringComparison.Ordinal);
        using var elsewhere = await client.GetAsync("/api/communities/altra/prices/gaps", Cancellation);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, elsewhere.StatusCode);
        using var nobody = new HttpClient();
        Assert.Equal(
            System.Net.HttpStatusCode.Unauthorized,
            (await nobody.GetAsync(new Uri(client.BaseAddress!, place), Cancellation)).StatusCode);

        async Task<JsonNode> AskAsync() => JsonNode.Parse(await client.GetStringAsync(place, Cancellation))!;
    }

    [Fact]
    public async Task Faults_of_the_section_gme_are_told_in_sentences()
    {
        await using var town = await PriceTown.CreateAsync(First, Noon);
        using var data = new DataFolder(town);
        foreach (var (section, sentence) in new[]
        {
            ("null", "Found no section gme in settings.json, expected the login of a registration at GME."),
            ("""{"login": "a"}""",
                "Found both or none of password_file and password as password_file in the section gme of settings.json,"
                    + " expected one of them."),
            ("""{"login": "a", "password": "change-me", "base": "http://example.org"}""",
                "Found another base in the section gme of settings.json, expected one such as https://example.org,"
                    + " without a password; http only to this machine."),
            ("""{"login": "a", "password": "change-me", "zones": ["PUN"]}""",
                "Found 'PUN' as zones in the section gme of settings.json, expected NORD|CNOR|CSUD|SUD|CALA|SICI|SARD."),
            ("""{"login": "a", "password_file": "keiner"}""",
                $"Found no file {Path.Combine(data.Folder, "keiner")} that can be read, which password_file in the section gme"
                    + " of settings.json names, expected one."),
        })
        {
            data.Write(section);
            var outcome = await data.RunAsync("prices", "fetch");
            Assert.Equal((2, $"prices fetch: {sentence}"), (outcome.Exit, outcome.Errors.Trim()));
        }
    }

    private sealed class DataFolder : IDisposable
    {
        private readonly PriceTown _town;

        public DataFolder(PriceTown town)
        {
            _town = town;
            File.WriteAllText(Path.Combine(Folder, "gme-password"), FakeGme.Password + "\n");
            File.SetUnixFileMode(Path.Combine(Folder, "gme-password"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
            Write($$"""{"login": "{{FakeGme.Login}}", "password_file": "gme-password", "base": "{{town.Gme.Base}}"}""");
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("cer-data-").FullName;

        public void Write(string gme) => File.WriteAllText(
            Path.Combine(Folder, "settings.json"),
            $"{{\"connection\": {JsonSerializer.Serialize(_town.Database.AppAddress)}, \"url\": \"http://127.0.0.1:0\","
            + $" \"demo_live\": false, \"gme\": {gme}}}");

        public async Task<CerOutcome> RunAsync(params string[] arguments)
        {
            await using var program = CerProgram.Start(
                [.. arguments, "--data", Folder, "--clock", InstantPattern.ExtendedIso.Format(_town.Time.Now)]);
            return await program.EndAsync();
        }

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
