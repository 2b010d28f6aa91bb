using System.IO.Compression;
using System.Text;
using Cer.Domain.Codes;
using Cer.Operations.Market;
using Cer.Storage.Market;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Cer.Market.Tests.Gme;

/// <summary>The client of GME's interface against a server that speaks as it does, and as it does on bad days.</summary>
public sealed class ClientTests
{
    private static readonly LocalDate Day = new(2026, 1, 14);
    private static readonly Instant Noon = Instant.FromUtc(2026, 1, 14, 11, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_day_comes_hour_by_hour_with_its_source_in_json_and_in_xml(bool isXml)
    {
        await using var town = await PriceTown.CreateAsync(Day, Noon);
        town.Gme.Rows = new() { IsXml = isXml };
        var report = await town.FetchAsync(town.Market(), Day, Day);
        Assert.Equal((1, 24, null), (report.Requests, report.Counts.Added, report.Problem));
        var known = await town.KnownAsync(Day, Day);
        Assert.All(known, price => Assert.Equal((MarketZone.Cnor, 60), (price.Zone, price.Minutes)));
        // Hour 1 begins at midnight in Rome, 23:00 UTC of the day before; it costs 100, and each hour one more.
        Assert.Equal(
            Enumerable.Range(0, 24).Select(hour => (
                Instant.FromUtc(2026, 1, 13, 23, 0) + Duration.FromHours(hour), (decimal?)(100 + hour))),
            known.Select(price => (price.Start, price.EurPerMwh)));
        Assert.Equal("GME API ME_ZonalPrices 2026-01-14..2026-01-14", await town.ScalarAsync<string>("select min(source) from core.price"));
        Assert.True(await town.ScalarAsync<bool>("select exists (select from core.touched where day = '2026-01-01')"));
    }

    [Theory, InlineData("2026-03-29", 23), InlineData("2025-10-26", 25)]
    public async Task Days_of_23_and_25_hours_come_whole_and_in_order(string text, int hours)
    {
        var day = NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
        await using var town = await PriceTown.CreateAsync(day, Noon);
        await town.FetchAsync(town.Market(), day, day);
        var known = await town.KnownAsync(day, day);
        Assert.Equal(hours, known.Count);
        Assert.Equal(known.Select((_, place) => (decimal?)(100 + place)), known.Select(price => price.EurPerMwh));
        Assert.Equal(Duration.FromHours(hours - 1), known[^1].Start - known[0].Start);
    }

    [Fact]
    public async Task Hours_are_asked_for_from_October_2025_on_and_nothing_special_before()
    {
        await using var town = await PriceTown.CreateAsync(Day, Noon);
        await town.FetchAsync(town.Market(), new(2025, 9, 29), new(2025, 10, 2));
        Assert.Equal(
            [("20250929", "20250930", "{}"), ("20251001", "20251002", """{"GranularityType":"PT60"}""")],
            town.Gme.Questions.Select(asked => (
                asked.GetProperty("IntervalStart").GetString()!,
                asked.GetProperty("IntervalEnd").GetString()!,
                asked.GetProperty("Attributes").GetRawText())));
        Assert.Equal(1, town.Gme.Logins);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Quarters_are_stored_as_quarters_and_make_their_hours_known(bool isXml)
    {
        await using var town = await PriceTown.CreateAsync(Day, Noon);
        town.Gme.Rows = new() { InQuarters = true, IsXml = isXml };
        var day = new LocalDate(2025, 10, 26);
        var report = await town.FetchAsync(town.Market(), day, day);
        Assert.Equal(100, report.Counts.Added);
        var known = await town.KnownAsync(day, day);
        Assert.Equal([100m, 110m, 120m, 130m, 101m], known.Take(5).Select(price => price.EurPerMwh!.Value));
        var hours = await town.Store.KnownAsync(
            [MarketZone.Cnor], new(known[0].Start, known[^1].Start + Duration.FromHours(1)), Cancellation);
        Assert.Equal(25, hours[(MarketZone.Cnor, day)]);
    }

    [Fact]
    public async Task Other_prices_come_as_revisions_and_equal_ones_are_skipped()
    {
        await using var town = await PriceTown.CreateAsync(Day, Noon);
        var market = town.Market();
        await town.FetchAsync(market, Day, Day);
        Assert.Equal(24, (await town.FetchAsync(market, Day, Day)).Counts.Unchanged);
        town.Gme.Rows = new() { Shift = 7 };
        Assert.Equal(24, (await town.FetchAsync(market, Day, Day)).Counts.Corrected);
        Assert.Equal(107m, (await town.KnownAsync(Day, Day))[0].EurPerMwh);
    }

    [Fact]
    public async Task A_token_that_ran_out_is_renewed_once()
    {
        await using var town = await PriceTown.CreateAsync(Day, Noon);
        var market = town.Market();
        await town.FetchAsync(market, Day, Day);
        town.Gme.ForgetTokens();
        Assert.Null((await town.FetchAsync(market, Day, Day)).Problem);
        Assert.Equal(2, town.Gme.Logins);
        for (var refusals = 0; refusals < 3; refusals++) town.Gme.Faults.Enqueue(FakeGme.Says(401, ""));
        var report = await town.FetchAsync(market, Day, Day);
        Assert.True(report.IsLasting);
        Assert.Equal("Found 401 right after logging in, expected prices: may this account ask for them?", report.Problem);
        Assert.Equal(3, town.Gme.Logins);
    }

    [Fact]
    public async Task A_wrong_password_is_tried_once_and_never_shown()
    {
        await using var town = await PriceTown.CreateAsync(Day, Noon);
        var report = await town.FetchAsync(town.Market(password: "sbagliata"), Day, Day);
        Assert.Equal(
            "Found a login that GME refuses (Invalid credentials), expected login and password of gme in settings.json to be right.",
            report.Problem);
        Assert.True(report.IsLasting);
        Assert.Equal(1, town.Gme.Logins);
        Assert.Equal(report.Problem, (await town.Store.ListAsync(1, Cancellation))[0].Problem);
    }

    [Fact]
    public async Task Over_quota_is_waited_for_and_given_up_after_a_few_tries()
    {
        await using var town = await PriceTown.CreateAsync(Day, Noon);
        var market = town.Market();
        for (var once = 0; once < 2; once++) town.Gme.Faults.Enqueue(OverQuota);
        Assert.Equal(24, (await town.FetchAsync(market, Day, Day)).Counts.Added);
        for (var once = 0; once < 3; once++) town.Gme.Faults.Enqueue(OverQuota);
        var report = await town.FetchAsync(market, Day, Day);
        Assert.Equal(
            "Found the answer 500 of GME (The request exceedes quota MaxDataPerMinute), expected 200: over quota, or a fault there.",
            report.Problem);
        Assert.False(report.IsLasting);
        Assert.Equal(6, town.Gme.Questions.Count);
    }

    [Fact]
    public void Waits_grow_by_doubling_up_to_a_bound_and_half_of_each_is_chance()
    {
        var patience = new MarketPatience { FirstWait = TimeSpan.FromSeconds(20), LongestWait = TimeSpan.FromSeconds(100) };
        Assert.Equal([10, 20, 40, 50, 50], Enumerable.Range(1, 5).Select(tries => patience.After(tries, 0).TotalSeconds));
        Assert.Equal([20, 40, 80, 100, 100], Enumerable.Range(1, 5).Select(tries => patience.After(tries, 1).TotalSeconds));
        Assert.Equal(100, patience.After(int.MaxValue, 1).TotalSeconds);
    }

    [Fact]
    public async Task The_quota_is_kept_on_our_side_and_shared_by_all_nodes()
    {
        await using var town = await PriceTown.CreateAsync(Day, Noon);
        var (one, other) = (new MarketQuota(town.Database.App), new MarketQuota(town.Database.App));
        for (var call = 0; call < 5; call++)
        {
            Assert.Equal(Duration.Zero, await one.TakeAsync(Cancellation));
            Assert.Equal(Duration.Zero, await other.TakeAsync(Cancellation));
        }

        // Ten in this minute: the next waits until the first is a minute old, and asks nothing of GME meanwhile.
        var wait = await one.TakeAsync(Cancellation);
        Assert.InRange(wait.TotalSeconds, 0.01, 60);
        var answer = await town.Market(one).AskAsync(Day, Day, Cancellation);
        Assert.InRange(Assert.IsType<MarketAnswer.Wait>(answer).For.TotalSeconds, 0.01, 60);
        Assert.Equal(0, town.Gme.Logins);

        await town.RunAsync("update core.price_call set called_at = called_at - interval '2 minutes'");
        Assert.Equal(Duration.Zero, await one.TakeAsync(Cancellation));
        await one.CountAsync(225_000, Cancellation);
        Assert.InRange((await other.TakeAsync(Cancellation)).TotalSeconds, 0.01, 60);

        await town.RunAsync(
            "insert into core.price_call (called_at) select clock_timestamp() - interval '30 minutes' from generate_series(1, 100)");
        Assert.InRange((await other.TakeAsync(Cancellation)).TotalMinutes, 25, 31);
        var report = await town.FetchAsync(town.Market(other), Day, Day);
        Assert.InRange(report.Wait!.Value.TotalMinutes, 25, 31);
    }

    private static readonly (string Kind, string Sentence)[] BadDays =
    [
        ("html", "Found an answer that is not JSON, expected an archive of GME: is base in settings.json right?"),
        ("no content", "Found no content in GME's answer (Request error), expected an archive."),
        ("no base64", "Found a content that is not base64, expected an archive."),
        ("no zip", "GME, row 1: found no whole ZIP archive, expected one."),
        ("cut zip", "GME, row 1: found no whole ZIP archive, expected one."),
        ("bomb", "GME, row 1: found more than 33554432 bytes when unpacked, expected at most that."),
        ("no rows", "GME, row 1: found no list of rows, expected one."),
        ("other day", "GME, row 1: FlowDate: found '20260115', expected 20260114 to 20260114."),
        ("hour 25", "GME, row 1: Hour: found '25', expected 1 to 24 on 20260114."),
        ("words", "GME, row 1: Price: found 'caro', expected a price such as 104.56."),
        ("twice", "GME, row 2: found a second price for the same time, expected one."),
        ("dtd", "GME, row 1: found a text that is not XML, or has a DTD, expected rows of prices."),
        ("bad gateway", "Found the answer 502 of GME (upstream), expected 200: over quota, or a fault there."),
        ("large", "Found an answer of more than 200000 bytes, expected at most that."),
        ("cut off", ""),
        ("slow", "Found no whole answer of 127.0.0.1 within 0.3 seconds, expected one."),
    ];

    [Fact]
    public async Task A_bad_answer_stores_nothing_and_is_told_in_a_sentence()
    {
        await using var town = await PriceTown.CreateAsync(Day, Noon);
        foreach (var (kind, sentence) in BadDays)
        {
            // Patience lasts for the login of a busy machine; only the slow answer, the last, is met with little.
            var market = town.Market(patience: TimeSpan.FromSeconds(kind == "slow" ? 0.3 : 60), mostBytes: 200_000);
            for (var once = 0; once < 3; once++) town.Gme.Faults.Enqueue(Bad(kind));
            var report = await town.FetchAsync(market, Day, Day);
            Assert.False(report.IsLasting, kind);
            if (sentence.Length > 0) Assert.Equal(sentence, report.Problem);
            else Assert.StartsWith("Found no ", report.Problem, StringComparison.Ordinal);
            // How a connection is cut is told in one sentence or another.
            Assert.All(await town.Store.ListAsync(3, Cancellation), fetch => Assert.StartsWith(
                sentence.Length > 0 ? sentence : "Found no ", fetch.Problem, StringComparison.Ordinal));
        }

        Assert.Empty(await town.KnownAsync(Day, Day));
    }

    [Fact]
    public async Task Where_nobody_listens_is_told_in_a_sentence()
    {
        await using var town = await PriceTown.CreateAsync(Day, Noon);
        var market = town.Market();
        await town.Gme.DisposeAsync();
        Assert.StartsWith("Found no way to 127.0.0.1 (", (await town.FetchAsync(market, Day, Day)).Problem, StringComparison.Ordinal);
    }

    private static Func<HttpContext, Task> OverQuota => FakeGme.Says(500, "The request exceedes quota MaxDataPerMinute", "text/plain");

    private static Func<HttpContext, Task> Bad(string kind)
    {
        const string Row = """{"FlowDate":"20260114","Hour":1,"Period":0,"Market":"MGP","Zone":"CNOR","Price":"1,5"}""";
        return kind switch
        {
            "html" => FakeGme.Says(200, "<html>Manutenzione</html>", "text/html"),
            "no content" => FakeGme.Says(200, """{"resultRequest":"Request error","contentResponse":null}"""),
            "no base64" => FakeGme.Says(200, """{"contentResponse":"à è"}"""),
            "no zip" => FakeGme.Says(200, FakeGme.Envelope("no archive"u8.ToArray())),
            "cut zip" => FakeGme.Says(200, FakeGme.Envelope(new GmeRows().Archive(Day, Day)[..^40])),
            "bomb" => FakeGme.Says(200, FakeGme.Envelope(Zip(new string(' ', 40_000_000)))),
            "no rows" => FakeGme.Says(200, FakeGme.Envelope(Zip("{}"))),
            "other day" => Rows(Row.Replace("20260114", "20260115", StringComparison.Ordinal)),
            "hour 25" => Rows(Row.Replace("\"Hour\":1", "\"Hour\":25", StringComparison.Ordinal)),
            "words" => Rows(Row.Replace("1,5", "caro", StringComparison.Ordinal)),
            "twice" => Rows($"{Row},{Row}"),
            "dtd" => FakeGme.Says(200, FakeGme.Envelope(Zip("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"))),
            "bad gateway" => FakeGme.Says(502, "upstream"),
            "large" => FakeGme.Says(200, new string('x', 300_000)),
            "cut off" => async context =>
            {
                context.Response.ContentLength = 1000;
                await context.Response.WriteAsync("{\"content");
                context.Abort();
            }
            ,
            "slow" => async context => await Task.Delay(TimeSpan.FromSeconds(30), context.RequestAborted)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing),
            _ => throw new NotSupportedException(kind),
        };

        static Func<HttpContext, Task> Rows(string rows) => FakeGme.Says(200, FakeGme.Envelope(Zip($"{{\"data\":[{rows}]}}")));
    }

    private static byte[] Zip(string text)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry("a.json").Open())
            entry.Write(Encoding.UTF8.GetBytes(text));
        return file.ToArray();
    }
}
