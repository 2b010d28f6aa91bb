using System.Net;
using System.Text.Json.Nodes;
using Cer.Host.Serve;
using Cer.Host.Tests.Mqtt;
using Cer.Host.Tests.People;
using Cer.Host.Tests.Stored;
using Microsoft.AspNetCore.Builder;

namespace Cer.Host.Tests.Gaps;

/// <summary>What no door brought is shown by the running server, filled in by a file, and the month settled again.</summary>
public sealed class BackfillTests : IAsyncLifetime
{
    // A month of 35 points whose settlement an oracle made by hand: 571.80 EUR.
    private const string Golden = "cer-magliano-ottobre";
    private const string Point = "IT999E00000007";

    private readonly MovingClock _clock = new(new(2025, 11, 1, 2, 0, 0, TimeSpan.Zero));
    private InstalledTown? _town;
    private WebApplication? _server;
    private HttpClient? _client;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private InstalledTown Town => _town!;

    public async ValueTask InitializeAsync()
    {
        _town = await InstalledTown.MakeAsync();
        _server = ServeCommand.Build(Town.Settings with { Folder = null }, _clock);
        await _server.StartAsync(Cancellation);
        _client = await SignedIn.AsOperatorAsync(_server);
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_server is not null)
        {
            await _server.StopAsync(CancellationToken.None);
            await _server.DisposeAsync();
        }

        await Town.DisposeAsync();
    }

    [Fact]
    public async Task A_gap_is_shown_and_a_file_closes_it_and_the_month_is_settled_again()
    {
        var (kept, lost) = await SplitAsync();
        await ImportAsync(kept);
        // Two hours of one point, of the 25 of the day of the clock change.
        await Eventually.EqualAsync("partial", StatusAsync, patience: 4);
        var gap = Assert.Single(await GapsOfOctoberAsync());
        Assert.Equal(
            ("2025-10-26", "M1", 8, 100),
            ((string)gap["day"]!, (string)gap["meter"]!, (int)gap["missing"]!, (int)gap["expected"]!));
        await Eventually.EqualAsync<(int, int)?>((8, 100), () => OnPageAsync(gap));

        await ImportAsync(lost);
        await Eventually.EqualAsync("final", StatusAsync, patience: 4);
        Assert.Empty(await GapsOfOctoberAsync());
        await Eventually.EqualAsync(null, () => OnPageAsync(gap));
        var month = await GetAsync("/api/settlements/prova/2025-10");
        Assert.Equal(571.80m, (decimal)month["tipEur"]!);
        await using var runs = Town.Database.Admin.CreateCommand(
            "select string_agg(status, ' ' order by id) from core.settlement_run");
        Assert.Equal("partial final", await runs.ExecuteScalarAsync(Cancellation));
    }

    [Fact]
    public async Task The_gaps_tell_no_code_of_a_point_and_an_unknown_community_is_told_with_a_sentence()
    {
        var (kept, _) = await SplitAsync();
        await ImportAsync(kept);
        var gaps = await _client!.GetStringAsync("/api/gaps/prova", Cancellation);
        var page = await _client.GetStringAsync("/api/communities/prova/data", Cancellation);
        Assert.All([gaps, page], text => Assert.DoesNotContain("IT999E", text, StringComparison.Ordinal));
        var told = JsonNode.Parse(gaps)!;
        Assert.Equal(told["gaps"]!.AsArray().Sum(gap => (int)gap!["missing"]!), (int)told["missing"]!);
        using var nobody = await _client.GetAsync("/api/gaps/nobody", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
        Assert.Contains(
            "Found no such community, expected the code of one",
            await nobody.Content.ReadAsStringAsync(Cancellation),
            StringComparison.Ordinal);
    }

    /// <summary>A folder with everything but two hours of a point, and a file with those.</summary>
    private async Task<(string Kept, string Lost)> SplitAsync()
    {
        var input = Path.Combine(Cer.Operations.Tests.Folder.Root, Golden, "input");
        foreach (var path in Directory.EnumerateFiles(input, "*", SearchOption.AllDirectories))
        {
            await Town.WriteAsync(
                Path.Combine("kept", Path.GetRelativePath(input, path)), await File.ReadAllBytesAsync(path, Cancellation));
        }

        var lines = await File.ReadAllLinesAsync(Path.Combine(input, "readings.csv"), Cancellation);
        await Town.WriteAsync("kept/readings.csv", Table(lines.Where(line => !IsLost(line))));
        var lost = await Town.WriteAsync("lost.csv", Table(lines.Where(IsLost).Prepend(lines[0])));
        return (Path.Combine(Town.Folder, "kept"), lost);
    }

    private static bool IsLost(string line) => line.StartsWith($"{Point},,2025-10-26T18:", StringComparison.Ordinal)
        || line.StartsWith($"{Point},,2025-10-26T19:", StringComparison.Ordinal);

    private static string Table(IEnumerable<string> lines) => string.Join('\n', lines) + "\n";

    private async Task ImportAsync(string path)
    {
        var run = await Town.RunAsync("import", "--community", "prova", path);
        Assert.True(run.Exit == 0, run.Output + run.Error);
    }

    /// <summary>What is put down is due a moment later, so the clock moves on.</summary>
    private async Task<string?> StatusAsync()
    {
        _clock.Move(TimeSpan.FromSeconds(20));
        using var answer = await _client!.GetAsync("/api/settlements/prova/2025-10", Cancellation);
        return answer.IsSuccessStatusCode
            ? (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!["status"]
            : null;
    }

    // November has begun, and nothing of it came: that is another gap.
    private async Task<JsonNode[]> GapsOfOctoberAsync()
    {
        _clock.Move(TimeSpan.FromMinutes(1));
        return
        [
            .. (await GetAsync("/api/gaps/prova"))["gaps"]!.AsArray().Select(gap => gap!)
                .Where(gap => ((string)gap["day"]!).StartsWith("2025-10", StringComparison.Ordinal)),
        ];
    }

    private async Task<JsonNode> GetAsync(string path) =>
        JsonNode.Parse(await _client!.GetStringAsync(path, Cancellation))!;

    /// <summary>How the page of the data tells a gap: quarters missing, and expected; null when it does not.</summary>
    private async Task<(int Missing, int Expected)?> OnPageAsync(JsonNode gap)
    {
        // It shows what was found last, and looks again when that is old.
        _clock.Move(TimeSpan.FromMinutes(1));
        return (await GetAsync("/api/communities/prova/data"))["gaps"]!.AsArray()
            .Where(row => (string)row!["day"]! == (string)gap["day"]! && (int)row["point"]! == (int)gap["point"]!)
            .Select(row => ((int, int)?)((int)row!["missing"]!, (int)row["expected"]!))
            .SingleOrDefault();
    }
}
