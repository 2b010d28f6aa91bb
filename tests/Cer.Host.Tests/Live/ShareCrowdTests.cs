using System.Text.Json;
using System.Text.Json.Nodes;
using Cer.Apps;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Exchange.Faults;
using Cer.Host.Homes;
using Cer.Host.Serve;
using Cer.Host.Tests.People;
using Cer.Host.Tests.Stored;
using Cer.Operations.Importing;
using Cer.Operations.Intake;
using Cer.Operations.Live;
using Cer.Operations.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Cer.Host.Tests.Live;

/// <summary>What other houses are told of the share: no sum with fewer than six private members behind it.</summary>
/// <remarks>Five are left beside whoever asks.</remarks>
public sealed class ShareCrowdTests(OwnDatabase own) : IClassFixture<OwnDatabase>, IAsyncLifetime
{
    private const string Password = "quattro parole a caso";
    private static readonly Instant Noon = Instant.FromUtc(2026, 7, 15, 10, 0);

    // The town, with the plant, and six families.
    private static readonly string[] Houses = ["fam-1", "fam-2", "fam-3", "fam-4", "fam-5", "fam-6"];
    private readonly string _code = $"c{Guid.NewGuid():N}";
    private readonly string _password = Path.GetTempFileName();
    private readonly MovingClock _clock = new((Noon + Duration.FromMinutes(40)).ToDateTimeOffset());
    private WebApplication? _app;
    private CommunityId _community;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = ServeCommand.Build(new(own.Database.AppAddress, null, "http://127.0.0.1:0") { DemoLive = false }, _clock);
        await _app.StartAsync(Cancellation);
        var faults = new FaultList();
        var stored = await _app.Services.GetRequiredService<ImportCommunity>().RunAsync(
            _code, System.Text.Encoding.UTF8.GetBytes(Contract()), [], "test", faults, Cancellation);
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Faults));
        _community = stored!.Community;
        await File.WriteAllTextAsync(_password, Password, Cancellation);
        await _app.Services.GetRequiredService<IAccountStore>().SaveAsync(
            new() { Username = _code, Community = _community, Password = PasswordHash.Of(Password) }, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        File.Delete(_password);
    }

    [Fact]
    public async Task Of_five_families_no_sum_is_told_and_of_six_it_is_while_staff_see_all()
    {
        // The hour has two quarters that are over: 1.2 kWh from the roof of the town hall, 0.2 kWh to each family.
        await TakeAsync([At(0, 0, null, 0.6m), At(0, 1, null, 0.6m), .. Quarters(1, 5)]);
        var told = await ToldAsync();
        foreach (var share in told)
        {
            foreach (var span in new[] { "hour", "day" })
            {
                Assert.Equal(JsonValueKind.Null, share.GetProperty(span).GetProperty("sharedKwh").ValueKind);
                Assert.Equal(JsonValueKind.Null, share.GetProperty(span).GetProperty("withdrawnKwh").ValueKind);
                // The plant is the town's own: public.
                Assert.Equal(1.2m, share.GetProperty(span).GetProperty("injectedKwh").GetDecimal());
            }

            var shown = JsonNode.Parse(CommunityMessages.State(share)!)!;
            Assert.Null(shown["shared_hour"]);
            Assert.Equal(1.2m, (decimal)shown["injected_day"]!);
            Assert.StartsWith("Non mostrato", (string?)shown["attributes"]!["shared_day"]!["note"], StringComparison.Ordinal);
            Assert.Empty(shown["attributes"]!["injected_day"]!.AsObject());
            // 1.2 kWh given, 1 taken: that much may be said.
            Assert.Equal("Conviene consumare adesso", (string?)shown["advice"]);
        }

        using var client = await SignedIn.AsOperatorAsync(_app!);
        var staff = JsonNode.Parse(await client.GetStringAsync($"/api/live/{_code}", Cancellation))!;
        Assert.Equal((1m, 1m), ((decimal)staff["hour"]!["sharedKwh"]!, (decimal)staff["day"]!["withdrawnKwh"]!));

        await TakeAsync(Quarters(6, 1));
        foreach (var share in await ToldAsync())
        {
            Assert.Equal((1.2m, 1.2m), (Kwh(share, "hour", "sharedKwh"), Kwh(share, "day", "withdrawnKwh")));
            Assert.Equal(1.2m, (decimal)JsonNode.Parse(CommunityMessages.State(share)!)!["shared_hour"]!);
        }
    }

    [Fact]
    public async Task An_hour_of_few_is_not_told_though_enough_were_heard_before_it()
    {
        await TakeAsync(
            [At(0, -1, null, 2m), At(0, 0, null, 1m), .. Houses.Select((_, at) => At(at + 1, -1, 0.25m, null)), .. Quarters(1, 3)]);
        _clock.Move(TimeSpan.FromMinutes(-20)); // 12:20 in Rome: the quarter to twelve still tells of now
        foreach (var share in await ToldAsync())
        {
            Assert.Equal(JsonValueKind.Null, share.GetProperty("hour").GetProperty("withdrawnKwh").ValueKind);
            Assert.Equal(JsonValueKind.Null, share.GetProperty("hour").GetProperty("sharedKwh").ValueKind);
            // 6 times 0.25 before noon and 3 times 0.1 after.
            Assert.Equal(1.8m, Kwh(share, "day", "withdrawnKwh"));
        }
    }

    [Fact]
    public async Task Once_most_have_fallen_silent_the_day_is_told_no_more()
    {
        await TakeAsync([At(0, -8, null, 2m), .. Houses.Select((_, at) => At(at + 1, -8, 0.25m, null)), .. Quarters(1, 1)]);
        foreach (var share in await ToldAsync())
            Assert.Equal(JsonValueKind.Null, share.GetProperty("day").GetProperty("withdrawnKwh").ValueKind);
    }

    [Fact]
    public async Task A_family_that_gives_alone_is_not_told_and_the_advice_still_is()
    {
        // Only the roof of the first family, of all the six that are heard: 1.4 kWh to the grid, 1.4 taken.
        var roof = At(1, 0, 0.1m, 0.7m);
        await TakeAsync(
        [
            roof, roof with { Start = Noon + Duration.FromMinutes(15) }, .. Quarters(2, 5),
            .. new[] { 0, 1 }.Select(quarter => At(0, quarter, 0.1m, 0m)),
        ]);
        foreach (var share in await ToldAsync())
        {
            Assert.Equal(JsonValueKind.Null, share.GetProperty("hour").GetProperty("injectedKwh").ValueKind);
            Assert.Equal(JsonValueKind.Null, share.GetProperty("day").GetProperty("sharedKwh").ValueKind);
            Assert.Equal(1.4m, Kwh(share, "hour", "withdrawnKwh"));
            Assert.Equal("even", share.GetProperty("hour").GetProperty("balance").GetString());
            Assert.Equal("In equilibrio", (string?)JsonNode.Parse(CommunityMessages.State(share)!)!["advice"]);
        }
    }

    /// <summary>What a house of its own is told over HTTP, and the apps inside the server.</summary>
    private async Task<JsonElement[]> ToldAsync()
    {
        _clock.Move(RecentShare.Fresh);
        using var outer = new PlatformDoor(new() { Url = _app!.Urls.Single(), Username = _code, PasswordFile = _password });
        var inner = new AppsDoor(
            _app.Services.GetRequiredService<ICommunityStore>(),
            _app.Services.GetRequiredService<TakeRows>(),
            _app.Services.GetRequiredService<RecentShare>(),
            _code);
        return
        [
            (await outer.ReadAsync(CommunityApp.SharePath, Cancellation))!.Value,
            (await inner.ReadAsync(CommunityApp.SharePath, Cancellation))!.Value,
        ];
    }

    private static decimal Kwh(JsonElement share, string span, string of) => share.GetProperty(span).GetProperty(of).GetDecimal();

    private Task<AppendCounts> TakeAsync(IReadOnlyCollection<Reading> readings) =>
        _app!.Services.GetRequiredService<IReadingStore>().AppendAsync(_community, IntakeSource.Rest, readings, Cancellation);

    /// <summary>A tenth of a kilowatt-hour in each of the two quarters of the hour, for some families.</summary>
    private static Reading[] Quarters(int first, int count) =>
    [
        .. Enumerable.Range(first, count).SelectMany(house => new[] { At(house, 0, 0.1m, null), At(house, 1, 0.1m, null) }),
    ];

    private static Reading At(int house, int quarter, decimal? withdrawn, decimal? injected) => new()
    {
        Pod = Pod.Parse($"IT999E0000000{house}", null),
        Start = Noon + Duration.FromMinutes(15 * quarter),
        Minutes = 15,
        Withdrawn = withdrawn is { } taken ? Energy.FromKilowattHours(taken) : null,
        Injected = injected is { } given ? Energy.FromKilowattHours(given) : null,
    };

    private static string Contract() => $"""
        name: Prova
        configuration: CER
        constituted_on: 2024-03-01
        members:
          - [id: comune, name: Comune, category: local_authority]
        {string.Join('\n', Houses.Select(id => $"  - [id: {id}, name: Famiglia di {id}, category: natural_person]"))}
        pods:
          - [pod: IT999E00000000, member: comune, from: 2024-03-01]
        {string.Join('\n', Houses.Select((id, at) => $"  - [pod: IT999E0000000{at + 1}, member: {id}, from: 2024-03-01]"))}
        plants:
          - [id: UP-A, pod: IT999E00000000, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
             power_kw: 20, in_service: 2024-04-10, incentive_from: 2024-05-01]
          - [id: UP-B, pod: IT999E00000001, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
             power_kw: 6, in_service: 2024-04-10, incentive_from: 2024-05-01]
        """.Replace('[', '{').Replace(']', '}');
}
