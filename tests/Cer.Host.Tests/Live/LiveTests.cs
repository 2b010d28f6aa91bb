using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Exchange.Faults;
using Cer.Host.Data;
using Cer.Host.Serve;
using Cer.Host.Tests.People;
using Cer.Host.Tests.Stored;
using Cer.Operations.Importing;
using Cer.Operations.Intake;
using Cer.Operations.Live;
using Cer.Operations.Ports;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Cer.Host.Tests.Live;

/// <summary>What is going on now, by numbers worked by hand, on real stores.</summary>
public sealed class LiveTests(OwnDatabase own) : IClassFixture<OwnDatabase>, IAsyncLifetime
{
    private const string Contract = """
        name: Prova
        configuration: CER
        constituted_on: 2024-03-01
        members: [{id: comune, name: Comune, category: local_authority}]
        pods:
          - {pod: IT999E00000001, member: comune, from: 2024-03-01}
          - {pod: IT999E00000002, member: comune, from: 2024-03-01}
        plants:
          - {id: UP-A, pod: IT999E00000001, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
             power_kw: 20, in_service: 2024-04-10, incentive_from: 2024-05-01}
        """;

    private static readonly Pod Roof = Pod.Parse("IT999E00000001", null);
    private static readonly Pod Lamp = Pod.Parse("IT999E00000002", null);
    private static readonly Instant Noon = Instant.FromUtc(2026, 7, 15, 10, 0);

    private readonly string _code = $"c{Guid.NewGuid():N}";
    private readonly MovingClock _clock = new(Noon.ToDateTimeOffset());
    private ServiceProvider? _services;
    private CommunityId _community;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _services = new ServiceCollection().AddCer(Settings(null), _clock).BuildServiceProvider();
        var faults = new FaultList();
        var stored = await Service<ImportCommunity>().RunAsync(
            _code, System.Text.Encoding.UTF8.GetBytes(Contract), [], "test", faults, Cancellation);
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Faults));
        _community = stored!.Community;
        await Service<ICommunityStore>().SaveDevicesAsync(
            _community, [new("c2g-A", Roof), new("c2g-B", Lamp)], "test", Cancellation);
    }

    public ValueTask DisposeAsync() => _services!.DisposeAsync();

    [Fact]
    public async Task The_share_of_the_hour_and_day_is_of_what_has_arrived_and_says_how_much_that_is()
    {
        _clock.Move(TimeSpan.FromMinutes(40)); // 12:40 in Rome: 50 quarters of the day are over, 2 of the hour
        await TakeAsync([
            .. Enumerable.Range(-4, 4).Select(quarter => At(Roof, quarter, 0m, 0.5m)),
            .. Enumerable.Range(-4, 4).Select(quarter => At(Lamp, quarter, 0.25m, null)),
            At(Roof, 0, 0m, 1m), // its second quarter is not in
            At(Lamp, 0, 0.4m, null),
            At(Lamp, 1, 0.5m, null),
            At(Lamp, 2, 9m, null), // not over yet
        ]);

        var share = (await Service<ShareNow>().RunAsync(_community, Cancellation))!;
        // This hour: 1 kWh given, 0.9 taken. The hour before: 2 and 1. Three series: two points, one unit.
        Assert.Equal(new(Span(Noon, 1), Kwh(1m), Kwh(0.9m), Kwh(0.9m), 4, 6), share.Hour);
        Assert.Equal(new(Span(Noon - Duration.FromHours(12), 24), Kwh(3m), Kwh(1.9m), Kwh(1.9m), 16, 150), share.Day);
        Assert.Equal((66, 10), (share.Hour.Completeness, share.Day.Completeness));
    }

    [Fact]
    public async Task The_day_of_25_hours_expects_them_all_and_a_day_that_begins_expects_nothing()
    {
        _clock.Move((Instant.FromUtc(2026, 10, 25, 22, 50) - Noon).ToTimeSpan());
        var share = (await Service<ShareNow>().RunAsync(_community, Cancellation))!;
        Assert.Equal((99 * 3, 0, 3 * 3), (share.Day.Expected, share.Day.Completeness, share.Hour.Expected));
        _clock.Move(TimeSpan.FromMinutes(20)); // ten past midnight
        share = (await Service<ShareNow>().RunAsync(_community, Cancellation))!;
        Assert.Equal((0, (int?)null), (share.Day.Expected, share.Day.Completeness));
    }

    [Fact]
    public async Task A_device_that_falls_silent_is_told_once_and_is_over_by_itself()
    {
        await TakeAsync(At(Roof, 0, 1m, 0m)); // the other device never spoke
        _clock.Move(TimeSpan.FromMinutes(119));
        Assert.Equal((0, 0), await LookAsync());
        _clock.Move(TimeSpan.FromMinutes(1));
        Assert.Equal((1, 0), await LookAsync());
        Assert.Equal((0, 0), await LookAsync());
        _clock.Move(TimeSpan.FromDays(3)); // the program was down
        Assert.Equal((0, 0), await LookAsync());

        await TakeAsync(At(Roof, 8, 1m, 0m));
        Assert.Equal((0, 1), await LookAsync());
        Assert.Equal((0, 0), await LookAsync());
        _clock.Move(TimeSpan.FromHours(5));
        Assert.Equal((1, 0), await LookAsync());

        var alerts = await Service<IAlertStore>().ListAsync(_community, 10, Cancellation);
        Assert.Equal([false, true], alerts.Select(alert => alert.ResolvedAt is not null));
        Assert.All(alerts, alert => Assert.Equal("c2g-A", alert.Device));
        Assert.Equal([Noon + Duration.FromHours(74), Noon], alerts.Select(alert => alert.Since));
        Assert.Equal(1, await Service<IAlertStore>().CountOpenAsync(_community, Cancellation));
    }

    [Fact]
    public async Task Of_many_that_look_at_once_one_raises_it()
    {
        await TakeAsync(At(Roof, 0, 1m, 0m), At(Lamp, 0, 1m, null));
        _clock.Move(TimeSpan.FromHours(2));
        var looks = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => LookAsync()));
        Assert.Equal(2, looks.Sum(look => look.Raised));
        Assert.Equal(2, (await Service<IAlertStore>().ListAsync(_community, 10, Cancellation)).Count);
    }

    [Fact]
    public async Task The_server_shows_share_and_alerts_without_the_code_of_any_point()
    {
        await TakeAsync(At(Roof, 0, 1m, 0.5m), At(Lamp, 0, 0.25m, null));
        _clock.Move(TimeSpan.FromHours(2));
        await LookAsync();
        await using var app = ServeCommand.Build(Settings("http://127.0.0.1:0"), _clock);
        await app.StartAsync(Cancellation);
        using var client = await SignedIn.AsOperatorAsync(app);

        var live = await client.GetStringAsync($"/api/live/{_code}", Cancellation);
        Assert.Contains("\"provisional\":true", live, StringComparison.Ordinal);
        Assert.Contains("\"sharedKwh\":0.5,", live, StringComparison.Ordinal);
        // 14:00 in Rome: 56 quarters of three series, three of them in.
        Assert.Contains("\"arrivedQuarterHours\":3,\"expectedQuarterHours\":168,\"completenessPercent\":1", live, StringComparison.Ordinal);
        var alerts = await client.GetStringAsync($"/api/alerts/{_code}", Cancellation);
        Assert.Contains("\"device\":\"c2g-A\"", alerts, StringComparison.Ordinal);
        Assert.Contains("\"resolvedAt\":null,\"open\":true", alerts, StringComparison.Ordinal);
        Assert.All([live, alerts], text => Assert.DoesNotContain("IT999E", text, StringComparison.Ordinal));
        foreach (var path in new[] { "/api/live/nobody", "/api/alerts/nobody" })
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await client.GetAsync(path, Cancellation)).StatusCode);
        await app.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Many_who_look_at_once_see_one_share_and_a_new_one_a_few_seconds_later()
    {
        await using var app = ServeCommand.Build(Settings("http://127.0.0.1:0"), _clock);
        await app.StartAsync(Cancellation);
        using var client = await SignedIn.AsOperatorAsync(app);
        _clock.Move(TimeSpan.FromMinutes(20));
        var before = await LiveAsync();
        Assert.Contains("\"arrivedQuarterHours\":0,\"expectedQuarterHours\":3,", before, StringComparison.Ordinal);
        await TakeAsync(At(Roof, 0, 0m, 1m), At(Lamp, 0, 0.25m, null));
        Assert.All(
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => LiveAsync())),
            seen => Assert.Equal(before, seen));
        _clock.Move(RecentShare.Fresh);
        var after = await LiveAsync();
        Assert.Contains("\"sharedKwh\":0.25,\"arrivedQuarterHours\":3,", after, StringComparison.Ordinal);
        await app.StopAsync(Cancellation);

        Task<string> LiveAsync() => client.GetStringAsync($"/api/live/{_code}", Cancellation);
    }

    private Settings Settings(string? url) => new(own.Database.AppAddress, null, url) { DemoLive = false };

    private Task<(int Raised, int Resolved)> LookAsync() => Service<WatchDevices>().RunAsync(_community, Cancellation);

    private Task<AppendCounts> TakeAsync(params IReadOnlyCollection<Reading> readings) =>
        Service<IReadingStore>().AppendAsync(_community, IntakeSource.Rest, readings, Cancellation);

    private static Reading At(Pod pod, int quarter, decimal withdrawn, decimal? injected) => new()
    {
        Pod = pod,
        Start = Noon + Duration.FromMinutes(15 * quarter),
        Minutes = 15,
        Withdrawn = Kwh(withdrawn),
        Injected = injected is { } known ? Kwh(known) : null,
    };

    private static Interval Span(Instant start, int hours) => new(start, start + Duration.FromHours(hours));

    private static Energy Kwh(decimal amount) => Energy.FromKilowattHours(amount);

    private T Service<T>()
        where T : notnull => _services!.GetRequiredService<T>();
}
