using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Metering;
using Cer.Host.Chain2;
using Cer.Host.Data;
using Cer.Host.Gaps;
using Cer.Host.Gateway;
using Cer.Host.Mqtt;
using Cer.Host.Readings;
using Cer.Operations.Gaps;
using Cer.Operations.Intake;
using Cer.Operations.Intake.Chain2;
using Cer.Operations.Ports;
using Cer.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Text;
using Npgsql;

namespace Cer.Host.Tests;

/// <summary>The doors for readings over real HTTP, on real stores, for one community with one account.</summary>
public sealed class TestServer : IAsyncDisposable
{
    public const string Gateway = "/webservices/rest/UrbanDatasetGateway";
    public const string Password = "change-me";
    public const string Resource = "SCP-1_ChainTwoCloud-7_M1ElectricUserDevice-2.0_20260101000000";

    // Derived once, with as few rounds as the store lets through: tests log in often.
    private static readonly PasswordHash Hash = Derived(Password);

    private readonly WebApplication _app;
    private readonly NpgsqlDataSource _admin;

    private TestServer(WebApplication app, NpgsqlDataSource admin, CommunityId community, Account account, string code)
    {
        (_app, _admin, Community, Account, Code) = (app, admin, community, account, code);
        Client = new() { BaseAddress = new(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public CommunityId Community { get; }

    public string Code { get; }

    public Account Account { get; }

    public IReadingStore Readings => _app.Services.GetRequiredService<IReadingStore>();

    public IIntakeStore Intake => _app.Services.GetRequiredService<IIntakeStore>();

    public TakeTopicMessages Topics => _app.Services.GetRequiredService<TakeTopicMessages>();

    internal IServiceProvider Services => _app.Services;

    internal TakeChain2 Chain2 => _app.Services.GetRequiredService<TakeChain2>();

    internal ICommunityStore Communities => _app.Services.GetRequiredService<ICommunityStore>();

    public IAlertStore Alerts => _app.Services.GetRequiredService<IAlertStore>();

    public FindGaps Gaps => _app.Services.GetRequiredService<FindGaps>();

    public IAccountStore Accounts => _app.Services.GetRequiredService<IAccountStore>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts a server whose clock stands still, with the devices that the samples' README assumes.</summary>
    internal static async Task<TestServer> StartAsync(
        PostgresFixture postgres, string clock = "2026-01-14T11:00:00+01:00", bool wide = false, MqttSettings? mqtt = null,
        TimeProvider? time = null, string[]? shellies = null)
    {
        var db = postgres.Database.App;
        var name = $"c{Guid.NewGuid():N}";
        var communities = new CommunityStore(db);
        var stored = await communities.SaveAsync(name, new(Sample(), []), "test", Cancellation);
        List<Device> devices =
        [
            new("c2g-0A1B2C3D4", Pod("IT999E00000001")),
            new("c2g-0A1B2C3D5", Pod("IT999E00000002")),
        ];
        if (wide)
        {
            devices.Add(new("alfa-AA00BB11CC22", Pod("IT999E00000003")));
            devices.Add(new("du-m2-000042", Pod("IT999E00000009"), MeterRole.Production));
        }

        await communities.SaveDevicesAsync(stored.Community, devices, "test", Cancellation);
        var account = new Account
        {
            Username = $"du-{name}",
            Community = stored.Community,
            Password = Hash,
            Solution = "ChainTwoCloud-7",
        };
        await new AccountStore(db).SaveAsync(account, Cancellation);
        return new(await AppAsync(db, clock, mqtt, time: time, shellies: shellies?.Select(shelly => Shelly(name, shelly)).ToArray()), postgres.Database.Admin, stored.Community, account, name);
    }

    /// <summary>Another node on the same store, with its own name at the broker.</summary>
    internal async Task<TestServer> NodeAsync(
        PostgresFixture postgres, string clock, MqttSettings mqtt, IIntakeStore? intake = null) =>
        new(await AppAsync(postgres.Database.App, clock, mqtt, intake), _admin, Community, Account, Code);

    /// <summary>Starts a server whose store is not there.</summary>
    public static async Task<TestServer> StartWithoutStoreAsync(PostgresFixture postgres)
    {
        var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=cer_app;Timeout=2");
        var nobody = new Account { Username = "nobody", Community = new(0), Password = Hash };
        return new(await AppAsync(nowhere, "2026-01-14T11:00:00+01:00"), postgres.Database.Admin, new(0), nobody, "nobody");
    }

    public static byte[] File(string path) => System.IO.File.ReadAllBytes(
        System.IO.Path.Combine(AppContext.BaseDirectory, "urbandataset", path));

    /// <summary>A push of a dataset, byte for byte as the file has it.</summary>
    public static byte[] Push(ReadOnlySpan<byte> dataset, string resource = Resource) =>
    [
        .. Encoding.UTF8.GetBytes($"{{\"resource_id\":\"{resource}\",\"dataset\":"), .. dataset, .. "}"u8,
    ];

    public static JsonNode OneQuarter() => JsonNode.Parse(File("samples/m1-one-device-one-quarter.json"))!;

    public async Task<TestServer> LogInAsync()
    {
        var (status, answer) = await CallAsync("login", Credentials(Account.Username, Password));
        Assert.Equal(HttpStatusCode.OK, status);
        Client.DefaultRequestHeaders.Authorization = new("Bearer", (string)answer["token"]!);
        return this;
    }

    public static byte[] Credentials(string username, string password) => Encoding.UTF8.GetBytes(
        new JsonObject { ["username"] = username, ["password"] = password }.ToJsonString());

    public Task<(HttpStatusCode Status, JsonNode Answer)> PushAsync(JsonNode dataset, string resource = Resource) =>
        CallAsync("push", Push(Encoding.UTF8.GetBytes(dataset.ToJsonString()), resource));

    /// <summary>Posts as the public client does: JSON by its content type, whatever the body.</summary>
    public Task<(HttpStatusCode Status, JsonNode Answer)> CallAsync(string call, byte[] body) =>
        PostAsync($"{Gateway}/{call}", body, "application/json");

    public async Task<(HttpStatusCode Status, JsonNode Answer)> PostAsync(string path, byte[] body, string type)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var response = await Client.PostAsync(path, content, Cancellation);
        Assert.Contains("json", response.Content.Headers.ContentType?.MediaType, StringComparison.Ordinal);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!);
    }

    public async Task<Reading[]> StoredAsync()
    {
        var span = new Interval(Instant.FromUtc(2000, 1, 1, 0, 0), Instant.FromUtc(2100, 1, 1, 0, 0));
        List<Reading> readings = [];
        await foreach (var reading in Readings.LatestAsync(Community, span, Cancellation)) readings.Add(reading);
        return [.. readings];
    }

    /// <summary>Asks the database for one value about this community ($1).</summary>
    public async Task<T> AskAsync<T>(string sql)
    {
        await using var command = _admin.CreateCommand(sql);
        command.Parameters.Add(new() { Value = Community.Value });
        return (T)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    public static Pod Pod(string code) => Domain.Pod.Parse(code, null);

    /// <summary>Device, component, meter, and a minus before the device when the clamp is the wrong way round.</summary>
    private static ShellySettings Shelly(string community, string words) => words.Split(' ') is [var device, var component, var meter]
        ? new(community, device.TrimStart('-'), component, meter, device.StartsWith('-'))
        : throw new ArgumentException(words);

    private static async Task<WebApplication> AppAsync(
        NpgsqlDataSource db, string clock, MqttSettings? mqtt = null, IIntakeStore? intake = null, TimeProvider? time = null,
        ShellySettings[]? shellies = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        using var log = new Mqtt.SubscribedLog();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services
            .AddSingleton(time ?? new StandingClock(OffsetDateTimePattern.Rfc3339.Parse(clock).Value.ToDateTimeOffset()))
            .AddSingleton<ICommunityStore>(new CommunityStore(db))
            .AddSingleton<IReadingStore>(new ReadingStore(db, TimeProvider.System))
            .AddSingleton(intake ?? new IntakeStore(db))
            .AddSingleton<ISentStore>(new SentStore(db))
            .AddSingleton<IAccountStore>(new AccountStore(db))
            .AddSingleton<IMqttAccountStore>(new MqttAccountStore(db))
            .AddSingleton<IStrayStore>(new StrayStore(db))
            .AddSingleton<IAlertStore>(new AlertStore(db))
            .AddSingleton<ICounterStore>(new CounterStore(db))
            .AddSingleton<IGapStore>(new GapStore(db))
            .AddSingleton<FindGaps>()
            .AddIntake()
            .AddChain2(null)
            .AddMqttIntake(mqtt, shellies);
        var app = builder.Build();
        app.MapUrbanDatasetGateway();
        app.MapReadings();
        app.MapGaps();
        await app.StartAsync(Cancellation);
        // Before it has subscribed, what is published is lost on a broker that never saw the node.
        if (mqtt is not null) await log.Subscribed;
        return app;
    }

    internal static EnergyCommunity Sample()
    {
        LocalDate day = new(2024, 3, 1);
        string[] pods = ["IT999E00000001", "IT999E00000002", "IT999E00000003", "IT999E00000009"];
        return new()
        {
            Name = "Esempio",
            Kind = ConfigurationKind.Cer,
            ConstitutedOn = day,
            Members = [new("comune", "Comune di Esempio", MemberCategory.LocalAuthority, false)],
            Pods = [.. pods.Select(pod => new PodMembership(pod, "comune", Voltage.Low, day, null))],
            Units =
            [
                new()
                {
                    Id = "UP-B",
                    Plant = "UP-B",
                    Pod = "IT999E00000002",
                    Source = EnergySource.Photovoltaic,
                    Zone = MarketZone.Cnor,
                    Area = FcArea.Centro,
                    PowerKw = 20,
                    InService = day,
                    IncentiveFrom = day,
                    Regime = TariffRegime.Tip,
                },
            ],
        };
    }

    private static PasswordHash Derived(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(32);
        const int Rounds = 100_000;
        return new(salt, Rfc2898DeriveBytes.Pbkdf2(password, salt, Rounds, HashAlgorithmName.SHA256, 32), Rounds);
    }
}
