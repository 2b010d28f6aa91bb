using System.Text;
using Cer.Apps;
using Cer.Database.Tests;
using Cer.Exchange.Faults;
using Cer.Host.Homes;
using Cer.Host.Serve;
using Cer.Operations.Importing;
using Cer.Operations.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Addon.Tests.Apps;

/// <summary>Inside the platform apps are answered as they are from outside.</summary>
public sealed class AppsDoorTests : IAsyncLifetime
{
    private const string Password = "quattro parole a caso";
    private readonly string _folder = Directory.CreateTempSubdirectory("cer-door-").FullName;
    private TestDatabase? _database;
    private WebApplication? _app;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static long Past => Town.Quarter.ToUnixTimeSeconds();

    private static long Future => Town.Quarter.AddDays(2).ToUnixTimeSeconds();

    // A list, and what both doors say of it.
    private static readonly (string Answer, string[] Rows)[] Lists =
    [
        ("Taken", ["good"]),
        ("Taken", ["good", "good"]),
        ("Refused 1", ["good", "stranger"]),
        ("Refused 0", ["many plants", "good"]),
        ("TooEarly", ["good", "future"]),
    ];

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateMigratedAsync();
        _app = ServeCommand.Build(new(_database.AppAddress, null, "http://127.0.0.1:0") { DemoLive = false }, TimeProvider.System);
        await _app.StartAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await _database!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Lists_are_answered_alike_with_and_without_HTTP()
    {
        var community = await DeclareAsync("prova");
        await _app!.Services.GetRequiredService<IAccountStore>().SaveAsync(
            new() { Username = "casa", Community = community, Password = PasswordHash.Of(Password) }, Cancellation);
        var file = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(file, Password, Cancellation);
        using var outer = new PlatformDoor(new() { Url = _app.Urls.Single(), Username = "casa", PasswordFile = file });
        foreach (var (answer, kinds) in Lists)
        {
            EnergyRow[] rows = [.. kinds.Select(Row)];
            Assert.Equal(answer, Words(await outer.SendAsync(rows, Cancellation)));
            Assert.Equal(answer, Words(await Inner().SendAsync(rows, Cancellation)));
        }

        var there = (await outer.ReadAsync(CommunityApp.SharePath, Cancellation))!.Value;
        var here = (await Inner().ReadAsync(CommunityApp.SharePath, Cancellation))!.Value;
        Assert.NotNull(CommunityMessages.State(here));
        Assert.Equal(
            there.GetProperty("hour").EnumerateObject().Select(one => one.Name),
            here.GetProperty("hour").EnumerateObject().Select(one => one.Name));
    }

    [Fact]
    public async Task Without_a_community_it_waits_and_among_several_the_settings_choose()
    {
        Assert.IsType<DoorAnswer.Away>(await Inner().SendAsync([Row("good")], Cancellation));
        Assert.Null(await Inner().ReadAsync(CommunityApp.SharePath, Cancellation));
        await DeclareAsync("prova");
        await DeclareAsync("altra", "2");
        var several = Assert.IsType<DoorAnswer.Unauthorised>(await Inner().SendAsync([Row("good")], Cancellation));
        Assert.Contains("found 2 communities", several.Reason, StringComparison.Ordinal);
        Assert.IsType<DoorAnswer.Unauthorised>(await Inner("manca").SendAsync([Row("good")], Cancellation));
        Assert.IsType<DoorAnswer.Taken>(await Inner("prova").SendAsync([Row("good")], Cancellation));
        Assert.IsType<DoorAnswer.Refused>(await Inner("altra").SendAsync([Row("good")], Cancellation));
    }

    private static EnergyRow Row(string kind) => kind switch
    {
        "good" => new(Town.Pod, null, Quantity.Produced, Past, 750_000, false),
        "stranger" => new("IT999E00000199", null, Quantity.Withdrawn, Past, 1, false),
        "many plants" => new(Town.Pod, "UP-ALTRA", Quantity.Produced, Past, 1, false),
        _ => new(Town.Pod, null, Quantity.Produced, Future, 1, false),
    };

    private static string Words(DoorAnswer answer) => answer is DoorAnswer.Refused refused
        ? $"Refused {string.Join(' ', refused.Rows.Keys.Order())}"
        : answer.GetType().Name;

    private AppsDoor Inner(string? code = null) => ActivatorUtilities.CreateInstance<AppsDoor>(_app!.Services, code is null ? [] : [code]);

    private async Task<CommunityId> DeclareAsync(string code, string end = "1")
    {
        var faults = new FaultList();
        var stored = await _app!.Services.GetRequiredService<ImportCommunity>().RunAsync(
            code,
            Encoding.UTF8.GetBytes(Town.Definition.Replace("IT999E00000101", $"IT999E0000010{end}", StringComparison.Ordinal)),
            [],
            "test",
            faults,
            Cancellation);
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Faults));
        return stored!.Community;
    }
}
