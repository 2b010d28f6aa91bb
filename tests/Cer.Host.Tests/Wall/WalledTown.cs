using System.Text;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Exchange.Faults;
using Cer.Host.Tests.People;
using Cer.Host.Tests.Viewing;
using Cer.Operations.Importing;
using Cer.Operations.Intake;
using Cer.Operations.People;
using Cer.Operations.Periods;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Cer.Host.Tests.Wall;

/// <summary>A community of seven with one member of whom everything is marked, and another community elsewhere.</summary>
/// <remarks>Zorzanelli, bound to nobody that exists; all that bears ZQ is his and nobody else's.</remarks>
internal sealed class WalledTown(PeopleServer server)
{
    public const string Here = "borgo-cinto";
    public const string Elsewhere = "altrove";
    public const string Device = "c2g-ZQ9X7W5V3";
    public const string HomePod = "IT999EQZ7X4KW9";
    public const string RoofPod = "IT999EQZ8X5KV8";
    public const string Login = "ubaldo.zorzanelli";
    public const string Email = "u.zorzanelli@cinto.example";
    public const string HomeUser = "zq-ha-user-77";
    public const string Resource = "SCP-1_ChainTwoCloud-7_M1ElectricUserDevice-2.0_20260101000000";

    private const string Contract = """
        name: Borgo Cinto
        configuration: CER
        constituted_on: 2024-03-01
        members:
          - {id: anna, name: Famiglia Anna, category: natural_person}
          - {id: zq-bruno, name: Famiglia Zorzanelli, category: natural_person}
          - {id: carla, name: Famiglia Carla, category: natural_person}
          - {id: dino, name: Famiglia Dino, category: natural_person}
          - {id: elsa, name: Famiglia Elsa, category: natural_person}
          - {id: fabio, name: Famiglia Fabio, category: natural_person}
          - {id: comune, name: Comune di Cinto, category: local_authority}
        pods:
          - {pod: IT999E00000031, member: anna, from: 2024-03-01}
          - {pod: IT999EQZ7X4KW9, member: zq-bruno, from: 2024-03-01}
          - {pod: IT999EQZ8X5KV8, member: zq-bruno, from: 2024-03-01}
          - {pod: IT999E00000033, member: carla, from: 2024-03-01}
          - {pod: IT999E00000034, member: dino, from: 2024-03-01}
          - {pod: IT999E00000035, member: elsa, from: 2024-03-01}
          - {pod: IT999E00000036, member: fabio, from: 2024-03-01}
          - {pod: IT999E00000037, member: comune, from: 2024-03-01}
        plants:
          - {id: UP-ZQ7, pod: IT999EQZ8X5KV8, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
             power_kw: 6, in_service: 2024-04-10, incentive_from: 2024-05-01}
          - {id: UP-COM, pod: IT999E00000037, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
             power_kw: 20, in_service: 2024-04-10, incentive_from: 2024-05-01}
        """;

    private const string Other = """
        name: Altrove
        configuration: CER
        constituted_on: 2024-03-01
        members: [{id: gina, name: Famiglia Gina, category: natural_person}]
        pods: [{pod: IT999E00000041, member: gina, from: 2024-03-01}]
        plants:
          - {id: UP-GINA, pod: IT999E00000041, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
             power_kw: 6, in_service: 2024-04-10, incentive_from: 2024-05-01}
        """;

    private const string WaitsSql = """
        select exists (select from core.touched) or exists (select from core.work where done_at is null and not_before <= $1)
        """;

    // Of today, by the server's clock: one hour has all of it, so that the day's sum and the month's are the same figure.
    private const decimal TakenToday = 8.234561m;
    private const decimal MadeToday = 4.765439m;

    private static readonly Instant Day = Instant.FromUtc(2026, 5, 19, 22, 0);

    public CommunityId Community { get; private set; }

    /// <summary>The day that the server has, in Rome.</summary>
    public LocalDate Today { get; } = Instant.FromDateTimeOffset(server.Clock.GetUtcNow()).InZone(MarketHour.Rome).Date;

    public CommunityId Another { get; private set; }

    public int Anna { get; private set; }

    public int Bruno { get; private set; }

    public int Gina { get; private set; }

    /// <summary>The person who is the marked member.</summary>
    public int Person { get; private set; }

    /// <summary>What seals the links of its letters.</summary>
    public SecretBox Box => server.App.Services.GetRequiredService<SecretBox>();

    public Markers Markers { get; private set; } = new(["Zorzanelli"]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<WalledTown> FoundAsync(PeopleServer server)
    {
        var town = new WalledTown(server);
        town.Community = await town.ImportAsync(Here, Contract);
        town.Another = await town.ImportAsync(Elsewhere, Other);
        (town.Anna, town.Bruno) = (await town.NumberAsync(town.Community, "anna"), await town.NumberAsync(town.Community, "zq-bruno"));
        town.Gina = await town.NumberAsync(town.Another, "gina");
        await town.MeasureAsync();
        await town.PersonAsync();
        await server.RunAsync(WallSeed.Sql(town.Community.Value, town.Bruno, town.Anna, town.Person));
        await town.MarkAsync();
        return town;
    }

    /// <summary>Every number, code or key by which the database knows the marked member's things.</summary>
    public async Task<string[]> IdsAsync(string sql) =>
        await server.AskAsync<string[]>(
            $"select coalesce(array_agg(distinct id::text), '{{}}') from ({sql}) as known (id)", Community.Value);

    private async Task<CommunityId> ImportAsync(string code, string contract)
    {
        var faults = new FaultList();
        var stored = await Services.GetRequiredService<ImportCommunity>().RunAsync(
            code, Encoding.UTF8.GetBytes(contract), [], "test", faults, Cancellation);
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Faults));
        return stored!.Community;
    }

    private IServiceProvider Services => server.App.Services;

    private async Task<int> NumberAsync(CommunityId community, string member) =>
        (await Services.GetRequiredService<IMemberNumbers>().FindAsync(community, member, Cancellation))!.Value;

    /// <summary>A day of hours; those of the marked member have figures that nobody else has.</summary>
    private async Task MeasureAsync()
    {
        await Services.GetRequiredService<ICommunityStore>().SaveDevicesAsync(
            Community,
            [new(Device, Pod.Parse(HomePod, null)), new("c2g-A1", Pod.Parse("IT999E00000031", null))],
            "test",
            Cancellation);
        List<Reading> day = [];
        for (var hour = 0; hour < 24; hour++)
        {
            day.Add(At("IT999E00000031", hour) with { Withdrawn = Kwh(1.1m) });
            day.Add(At(HomePod, hour) with { Withdrawn = Kwh(7.123457m) });
            day.Add(At(RoofPod, hour) with { Withdrawn = Kwh(0), Injected = Kwh(hour is > 8 and < 16 ? 9.876543m : 0) });
            foreach (var pod in (string[])["IT999E00000033", "IT999E00000034", "IT999E00000035", "IT999E00000036"])
                day.Add(At(pod, hour) with { Withdrawn = Kwh(0.4m) });
            day.Add(At("IT999E00000037", hour) with { Withdrawn = Kwh(2), Injected = Kwh(hour is > 8 and < 16 ? 6.5m : 0) });
        }

        day.AddRange(OfToday());
        await Services.GetRequiredService<IReadingStore>().AppendAsync(Community, IntakeSource.File, day, Cancellation);
        // The server's own work on what came in: hours, and what is due after them.
        var due = Services.GetRequiredService<DoDueWork>();
        for (var turn = 0; await server.AskAsync<bool>(WaitsSql, server.Clock.GetUtcNow().AddMinutes(1).UtcDateTime); turn++)
        {
            Assert.True(turn < 3000, "Found work that does not end, expected hours of two days and a month.");
            if (!await server.AskAsync<bool>(HeldWork.Sql)) server.Clock.Move(TimeSpan.FromSeconds(20));
            while (await due.RunAsync(Cancellation) is { } report) Assert.Null(report.Problem);
            await Task.Delay(20, Cancellation);
        }

        Assert.IsType<SettleOutcome.Settled>(await Services.GetRequiredService<SettleStored>().RunAsync(
            Community, new MarketMonth(2026, 5), new MarketMonth(2026, 5), null, "test", null, Cancellation));
    }

    /// <summary>Two hours of today; what the marked member took and made is in the first.</summary>
    private IEnumerable<Reading> OfToday()
    {
        var start = MarketHour.StartOf(Today);
        for (var hour = 0; hour < 2; hour++)
        {
            yield return Now("IT999E00000031") with { Withdrawn = Kwh(1.3m) };
            yield return Now(HomePod) with { Withdrawn = Kwh(hour == 0 ? TakenToday : 0) };
            yield return Now(RoofPod) with { Withdrawn = Kwh(0), Injected = Kwh(hour == 0 ? MadeToday : 0) };
            foreach (var pod in (string[])["IT999E00000033", "IT999E00000034", "IT999E00000035", "IT999E00000036"])
                yield return Now(pod) with { Withdrawn = Kwh(0.5m) };
            yield return Now("IT999E00000037") with { Withdrawn = Kwh(2.5m), Injected = Kwh(hour == 0 ? 6.5m : 0) };

            Reading Now(string pod) => At(pod, hour) with { Start = start + Duration.FromHours(hour) };
        }
    }

    private async Task PersonAsync()
    {
        var made = await server.People.AddAsync(
            new(Login, "Ubaldo Zorzanelli", Email, [new(Role.Member, Community, Here, Bruno)]), SecretToken.New(), "test", Cancellation);
        Person = made!.Person;
    }

    private async Task MarkAsync()
    {
        var figures = await server.AskAsync<string[]>(
            """
            select array_agg(distinct trim_scale(ukwh / 1000000.0)::text) from core.member_month,
              lateral unnest(array[withdrawn_ukwh, injected_ukwh, shared_ukwh]) as one (ukwh)
            where community_id = $1 and member_id = $2 and ukwh % 1000 <> 0
            """,
            Community.Value,
            Bruno);
        Assert.NotEmpty(figures);
        Markers = new(
        [
            "Zorzanelli", "zq-bruno", HomePod, "4KW9", RoofPod, "5KV8", Device, "UP-ZQ7", Email, HomeUser, .. WallSeed.Words,
            .. Markers.Figure(7.123457m), .. Markers.Figure(9.876543m), "7123457", "9876543",
            .. Markers.Figure(TakenToday), .. Markers.Figure(MadeToday),
            .. Markers.Figure(4321.77m), .. Markers.Figure(8642.97m), "4.321,77", "432177", "864297",
            .. figures.SelectMany(figure => (string[])[figure, figure.Replace('.', ',')]),
        ]);
    }

    private static Reading At(string pod, int hour) =>
        new() { Pod = Pod.Parse(pod, null), Start = Day + Duration.FromHours(hour), Minutes = 60, Quality = Quality.Measured };

    private static Energy Kwh(decimal amount) => Energy.FromKilowattHours(amount);
}
