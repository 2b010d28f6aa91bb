using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Cer.Database.Tests;
using Cer.Host.Serve;
using Cer.Host.Tests.Stored;
using Cer.Operations.Importing;
using Cer.Operations.People;
using Cer.Operations.Periods;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Operations.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Host.Tests.Viewing;

/// <summary>The server on a database of its own, and people who are signed in to it.</summary>
internal sealed class StaffServer : IAsyncDisposable
{
    public const string Code = "prova";
    public const string Login = "operatrice";

    private readonly TestDatabase _database;
    private readonly MovingClock _clock;
    private readonly WebApplication _app;

    private StaffServer(TestDatabase database, MovingClock clock, WebApplication app) =>
        (_database, _clock, _app) = (database, clock, app);

    public HttpClient Client { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    public MovingClock Clock => _clock;

    /// <summary>Connections of a superuser, for what only an outsider can do.</summary>
    public Npgsql.NpgsqlDataSource Admin => _database.Admin;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts it without its background work, at a time of the UTC clock.</summary>
    /// <param name="now">The time.</param>
    /// <param name="publicUrl">Where letters say that the pages are.</param>
    public static async Task<StaffServer> StartAsync(string now, string? publicUrl = null)
    {
        var database = await TestDatabase.CreateMigratedAsync();
        var clock = new MovingClock(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
        var settings = new Data.Settings(database.AppAddress, null, "http://127.0.0.1:0")
        {
            DemoLive = false,
            PublicUrl = publicUrl,
            MemberConnection = database.MemberAddress,
        };
        var app = ServeCommand.Build(settings, clock);
        await app.StartAsync(Cancellation);
        var server = new StaffServer(database, clock, app);
        server.Client = await server.SignInAsync(Login, Role.Operator);
        return server;
    }

    /// <summary>The same with a golden folder taken in, its hours made and its months settled.</summary>
    public static async Task<StaffServer> OfGoldenAsync(
        string folder, string now = "2027-06-01T09:00:00Z", Func<string, string>? change = null)
    {
        var server = await StartAsync(now);
        var community = await server.ImportAsync(folder, change);
        await server.WorkAsync();
        // Of all months at once, as the golden folder was settled: a surplus stands on the year.
        Assert.IsType<SettleOutcome.Settled>(
            await server.Service<SettleStored>().RunAsync(community, null, null, null, "test", null, Cancellation));
        return server;
    }

    /// <summary>A client of a person with a role in every community.</summary>
    public Task<HttpClient> SignInAsync(string login, Role role) => SignInAsync(_app, login, role);

    /// <summary>A client of somebody who sees a member's own pages, with an address for letters.</summary>
    public async Task<HttpClient> SignInMemberAsync(string login, int member) => await SignInAsync(
        _app, new NewPerson(login, "Persona inventata", $"{login}@esempio.test", [new(Role.Member, await CommunityAsync(), Code, member)]));

    public static Task<HttpClient> SignInAsync(WebApplication app, string login, Role role) =>
        SignInAsync(app, new NewPerson(login, "Persona inventata", null, [new(role, null, null, null)]));

    private static async Task<HttpClient> SignInAsync(WebApplication app, NewPerson somebody)
    {
        var people = app.Services.GetRequiredService<IPeopleStore>();
        var invite = await people.AddAsync(somebody, SecretToken.New(), "test", Cancellation);
        var salt = RandomNumberGenerator.GetBytes(32);
        const int Rounds = 100_000;
        var hash = Rfc2898DeriveBytes.Pbkdf2("una frase inventata", salt, Rounds, HashAlgorithmName.SHA256, 32);
        var person = await people.AcceptAsync(invite!.Token, new(salt, hash, Rounds), Cancellation);
        var token = SecretToken.New();
        await app.Services.GetRequiredService<ISessionStore>().OpenAsync(person!.Value, token, Cancellation);
        var client = new HttpClient(new NoPodHandler()) { BaseAddress = new(app.Urls.Single()) };
        client.DefaultRequestHeaders.Add("Cookie", $"cer_session={token.Text}");
        client.DefaultRequestHeaders.Add("X-Cer-Request", "1");
        return client;
    }

    public async Task<CommunityId> CommunityAsync(string code = Code) =>
        (await Service<ICommunityStore>().FindAsync(code, Cancellation))!.Value;

    /// <summary>Everything that is due, together with the server's own background work.</summary>
    public async Task WorkAsync()
    {
        var due = Service<DoDueWork>();
        do
        {
            // What is put down is due a moment later; what the server is at is waited for.
            if (!await AskAsync<bool>(HeldWork.Sql)) _clock.Move(TimeSpan.FromSeconds(20));
            while (await due.RunAsync(Cancellation) is { } report) Assert.Null(report.Problem);
            await Task.Delay(20, Cancellation);
        }
        while (await AskAsync<long>($"""
            select (select count(*) from core.touched)
              + (select count(*) from core.work where done_at is null and not_before <= '{_clock.GetUtcNow().AddMinutes(1):O}')
            """) > 0);
    }

    public Task<JsonNode> GetAsync(string path) => GetAsync(path, Code);

    public async Task<JsonNode> GetAsync(string path, string community)
    {
        using var response = await Client.GetAsync($"/api/communities/{community}/{path}", Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {response.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>Asks for what cannot be told: it is refused with a sentence that says what was expected.</summary>
    public async Task RefusesAsync(string path, HttpStatusCode expected)
    {
        using var response = await Client.GetAsync($"/api/communities/{Code}/{path}", Cancellation);
        Assert.Equal(expected, response.StatusCode);
        Assert.Contains("expected", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    /// <summary>A table for spreadsheets: the cells of each line, the headings first.</summary>
    public async Task<string[][]> CsvAsync(string path, string community = Code)
    {
        var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        using var response = await Client.GetAsync($"/api/communities/{community}/{path}{separator}format=csv", Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        var bytes = await response.Content.ReadAsByteArrayAsync(Cancellation);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        return [.. System.Text.Encoding.UTF8.GetString(bytes[3..]).TrimEnd().Split("\r\n").Select(Cells)];
    }

    /// <summary>The cells of a line; one with semicolons stands in quotation marks.</summary>
    private static string[] Cells(string line)
    {
        List<string> cells = [];
        var (cell, quoted) = (new System.Text.StringBuilder(), false);
        foreach (var letter in line)
        {
            if (letter == '"') quoted = !quoted;
            else if (letter == ';' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else cell.Append(letter);
        }

        return [.. cells, cell.ToString()];
    }

    public async Task<(HttpStatusCode Status, JsonNode? Answer)> PostAsync(string path, object body, string community = Code)
    {
        using var response = await Client.PostAsJsonAsync($"/api/communities/{community}/{path}", body, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var command = _database.Admin.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task<CommunityId> ImportAsync(string folder, Func<string, string>? change)
    {
        var input = Path.Combine(Folder.Root, folder, "input");
        var rules = Directory.Exists(Path.Combine(input, "rules"))
            ? Directory.GetFiles(Path.Combine(input, "rules")).Order(StringComparer.Ordinal)
                .Select(path => new RuleText(Path.GetFileName(path), File.ReadAllText(path))).ToArray()
            : [];
        var text = await File.ReadAllTextAsync(Path.Combine(input, "community.yaml"), Cancellation);
        var stored = await Service<ImportCommunity>().RunAsync(
            Code, System.Text.Encoding.UTF8.GetBytes(change?.Invoke(text) ?? text), rules, "test", new(), Cancellation);
        await using (var prices = File.OpenRead(Path.Combine(input, "prices.csv")))
            Assert.True((await Service<ImportPrices>().FromContractAsync(prices, "test", Cancellation)).Faults.IsEmpty);
        var report = await Service<ImportReadings>().RunAsync(
            stored!.Community, () => File.OpenRead(Path.Combine(input, "readings.csv")), null, Cancellation);
        Assert.True(report.Faults.IsEmpty);
        return stored.Community;
    }
}
