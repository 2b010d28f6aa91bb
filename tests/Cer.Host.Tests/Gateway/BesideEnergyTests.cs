using System.Globalization;
using System.Text.Json.Nodes;
using Cer.Domain.Metering;
using Cer.Exchange.UrbanDatasets;
using Cer.Operations.Ports;
using Cer.Storage;
using Cer.Storage.Truth;
using NodaTime;

namespace Cer.Host.Tests.Gateway;

/// <summary>What messages tell beside energy: whose community, which meter, powers and reactive energies.</summary>
public class BesideEnergyTests(PostgresFixture postgres)
{
    private const string Device = "c2g-0A1B2C3D4";
    private static readonly Instant Now = Instant.FromUtc(2026, 1, 14, 10, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IdentifierStore Identifiers => new(postgres.Database.App);

    private MeterChangeStore Changes => new(postgres.Database.App);

    private PowerStore Powers => new(postgres.Database.App);

    [Fact]
    public async Task A_message_that_names_another_community_than_the_one_declared_is_kept_apart()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        // The sample names CER-CESENA-01; nobody has declared anything.
        Assert.Equal("02", await PushAsync(server, 1));

        await Identifiers.DeclareAsync(server.Community, "CER-FORLI-07", "scheda", "chi", Now, Cancellation);
        Assert.Equal("56", await PushAsync(server, 2));
        Assert.Equal(
            "EnergyCommunityID: found 'CER-CESENA-01', expected 'CER-FORLI-07', as the community declares",
            await server.AskAsync<string>("select reason from core.quarantine where community_id = $1"));
        Assert.Equal((1L, 0L), (await CountAsync(server, "reading"), await CountAsync(server, "meter_serial")));

        // Not told, it may be ours; and letters are not told apart by their size.
        Assert.Equal("02", await PushAsync(server, 3, ("EnergyCommunityID", " ")));
        Assert.Equal("02", await PushAsync(server, 4, ("EnergyCommunityID", "cer-forli-07 ")));
        await Identifiers.DeclareAsync(server.Community, null, "errore", "chi", Now, Cancellation);
        Assert.Equal("02", await PushAsync(server, 0));
        Assert.Equal(2L, await server.AskAsync<long>(
            "select count(*) from core.audit where community_id = $1 and what like 'identifier %'"));
    }

    [Fact]
    public async Task A_changed_serial_is_told_and_changes_no_reading()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        await PushAsync(server, 1, ("MeterID", "18E5000111"));
        await PushAsync(server, 2, ("MeterID", "18E5000111"));
        Assert.Equal(1L, await CountAsync(server, "meter_serial"));
        Assert.Empty(await ChangesAsync(server));

        Assert.Equal("02", await PushAsync(server, 3, ("MeterID", "18E5000222")));
        var change = Assert.Single(await ChangesAsync(server));
        Assert.Equal(
            (Device, "IT999E00000001", MeterRole.Exchange, "18E5000111", "18E5000222"),
            (change.Device, change.Pod, change.Meter, change.Former, change.Serial));
        // The second quarter ended at 09:30 UTC; the third began then.
        Assert.Equal((Instant.FromUtc(2026, 1, 14, 9, 30), Instant.FromUtc(2026, 1, 14, 9, 30)), (change.FormerUntil, change.Since));
        var alert = Assert.Single(await server.Alerts.ListAsync(server.Community, 10, Cancellation));
        Assert.Equal((AlertKinds.MeterChanged, Device, null), (alert.Kind, alert.Device, alert.ResolvedAt));
        Assert.Equal(3, (await server.StoredAsync()).Length);

        // What is late speaks of the meter that was: that is no second change.
        await PushAsync(server, 0, ("MeterID", "18E5000111"));
        Assert.Single(await ChangesAsync(server));
    }

    [Fact]
    public async Task A_total_that_falls_with_another_serial_waits_and_the_swap_is_told()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        await PushAsync(server, 1, ("MeterID", "A"), ("WithdrawnActiveEnergyReading", "12345.678"));
        Assert.Equal("56", await PushAsync(server, 2, ("MeterID", "B"), ("WithdrawnActiveEnergyReading", "0.187")));
        Assert.Single(await ChangesAsync(server));
    }

    [Fact]
    public async Task A_swap_that_is_recorded_explains_a_changed_serial_before_and_after()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var point = await server.AskAsync<int>("select id from core.pod where community_id = $1 and code = 'IT999E00000001'");
        await PushAsync(server, 1, ("MeterID", "A"));
        await PushAsync(server, 2, ("MeterID", "B"));
        await SwapAsync(Instant.FromUtc(2026, 1, 10, 9, 0));
        Assert.Single(await ChangesAsync(server));
        await SwapAsync(Instant.FromUtc(2026, 1, 14, 9, 15));
        Assert.Empty(await ChangesAsync(server));
        Assert.NotNull(Assert.Single(await server.Alerts.ListAsync(server.Community, 10, Cancellation)).ResolvedAt);

        // The next one is within a day of a swap that is recorded: nobody is told.
        await PushAsync(server, 3, ("MeterID", "C"));
        Assert.Empty(await ChangesAsync(server));
        Assert.Equal(0, await server.Alerts.CountOpenAsync(server.Community, Cancellation));

        async Task SwapAsync(Instant at) => Assert.NotNull(await new MeterSwapStore(postgres.Database.App, TimeProvider.System).AddAsync(
            server.Community, point, MeterRole.Exchange, null,
            new(at, null, null, null), new(at, null, null, null), "cambio", "chi", Cancellation));
    }

    [Fact]
    public async Task A_changed_serial_is_put_away_once_with_a_reason()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        await PushAsync(server, 1, ("MeterID", "A"));
        await PushAsync(server, 2, ("MeterID", "B"));
        var change = Assert.Single(await ChangesAsync(server));
        Assert.True(await Changes.PutAwayAsync(server.Community, change.Id, "stesso contatore", "chi", Now, Cancellation));
        Assert.False(await Changes.PutAwayAsync(server.Community, change.Id, "stesso contatore", "chi", Now, Cancellation));
        Assert.Empty(await ChangesAsync(server));
        Assert.Equal(0, await server.Alerts.CountOpenAsync(server.Community, Cancellation));
    }

    [Fact]
    public async Task A_device_that_names_ever_new_meters_is_noted_eight_times_a_day()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        for (var turn = 0; turn < 12; turn++)
        {
            var serial = turn.ToString(CultureInfo.InvariantCulture);
            Assert.Equal("02", await PushAsync(server, turn - 9, ("MeterID", serial)));
        }

        Assert.Equal(8L, await CountAsync(server, "meter_serial"));
        Assert.Equal(12, (await server.StoredAsync()).Length);
    }

    [Fact]
    public async Task A_serial_that_is_too_long_is_warned_of_without_being_repeated()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        Assert.Equal("02", await PushAsync(server, 1, ("MeterID", new string('9', 101))));
        var findings = await server.AskAsync<string>("select findings::text from core.ingest where community_id = $1");
        Assert.Contains("MeterID: found 101 characters, expected at most 100: ignored", findings, StringComparison.Ordinal);
        Assert.DoesNotContain("999", findings, StringComparison.Ordinal);
        Assert.Equal(0L, await CountAsync(server, "meter_serial"));
    }

    [Fact]
    public async Task Powers_and_reactive_energies_are_stored_in_their_units_and_the_newest_word_stands()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        // 0.748 kW in the sample; a quarter of capacitive energy beside it.
        await PushAsync(server, 1, ("WithdrawnCapacitiveEnergy", "0.012"));
        await PushAsync(server, 1, at: 50, ("WithdrawnCapacitiveEnergy", "0.012"));
        Assert.Equal(1L, await CountAsync(server, "power"));
        var told = (await Powers.LastAsync(server.Community, Cancellation))[Device];
        Assert.Equal(Instant.FromUtc(2026, 1, 14, 9, 0), told.Start);
        Assert.Equal(748_000, told.Values[SideQuantity.WithdrawnPower]);
        Assert.Equal(0, told.Values[SideQuantity.InjectedPower]);
        Assert.Equal(12_000, told.Values[SideQuantity.WithdrawnCapacitiveEnergy]);
        Assert.Null(told.Values[SideQuantity.WithdrawnInductiveEnergy]);

        await PushAsync(server, 1, at: 55, ("WithdrawnActivePower", "0.750"));
        var day = new Interval(Instant.FromUtc(2026, 1, 13, 23, 0), Instant.FromUtc(2026, 1, 14, 23, 0));
        var one = Assert.Single((await Powers.ReadAsync(server.Community, Device, day, Cancellation))!);
        Assert.Equal(750_000, one.Values[SideQuantity.WithdrawnPower]);
        Assert.Null(await Powers.ReadAsync(server.Community, "nessuno", day, Cancellation));

        // Said as at first, it stands again.
        await PushAsync(server, 1, at: 57, ("WithdrawnCapacitiveEnergy", "0.012"));
        told = (await Powers.LastAsync(server.Community, Cancellation))[Device];
        Assert.Equal((748_000, 3L), (told.Values[SideQuantity.WithdrawnPower], await CountAsync(server, "power")));
    }

    [Fact]
    public async Task A_message_in_watts_says_the_same_as_one_in_kilowatts()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var (_, answer) = await server.PushAsync(JsonNode.Parse(TestServer.File("samples/m1-watt-hour-units.json"))!);
        Assert.Equal(("02", ""), ((string?)answer["code"], (string?)answer["detail"]));
        Assert.Equal(748_000, (await Powers.LastAsync(server.Community, Cancellation))[Device].Values[SideQuantity.WithdrawnPower]);
    }

    [Theory]
    [InlineData("-1", "expected zero or more")]
    [InlineData("0,748", "found a comma")]
    [InlineData("1e9", "expected at most 1000000 kW")]
    public async Task A_power_that_cannot_be_read_is_warned_of_and_the_reading_is_taken(string power, string why)
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var message = Message(1, 40, ("WithdrawnActivePower", power), ("FeedInActivePower", " "));
        var (_, answer) = await server.PushAsync(message);
        Assert.Equal("02", (string?)answer["code"]);
        Assert.Contains("WithdrawnActivePower: ", (string?)answer["detail"], StringComparison.Ordinal);
        Assert.Contains(why, (string?)answer["detail"], StringComparison.Ordinal);
        Assert.Equal((1L, 0L), (await CountAsync(server, "reading"), await CountAsync(server, "power")));
    }

    [Fact]
    public async Task Powers_go_after_three_months_and_older_ones_are_not_taken()
    {
        // By a clock of its own, long before that of other tests: months are of all communities.
        await using var server = await (await TestServer.StartAsync(postgres, "2021-05-14T11:00:00+01:00")).LogInAsync();
        await PushDayAsync("2021-01-31", "02");
        Assert.Equal((1L, 0L), (await CountAsync(server, "reading"), await CountAsync(server, "power")));
        await PushDayAsync("2021-02-01", "02");
        Assert.Equal(1L, await CountAsync(server, "power"));
        await Powers.ForgetAsync(Instant.FromUtc(2021, 5, 31, 23, 0), Cancellation);
        Assert.Equal(1L, await CountAsync(server, "power"));
        // A moment in which somebody else reads the table may make it wait for the next look.
        for (var look = 0; look < 100 && await CountAsync(server, "power") > 0; look++)
            await Powers.ForgetAsync(Instant.FromUtc(2021, 6, 1, 0, 0), Cancellation);
        Assert.Equal((2L, 0L), (await CountAsync(server, "reading"), await CountAsync(server, "power")));

        async Task PushDayAsync(string day, string code)
        {
            var message = Message(1, 40);
            message["UrbanDataset"]!["context"]!["timestamp"] = $"{day}T12:30:00";
            message["UrbanDataset"]!["values"]!["line"]![0]!["timestamp"] = $"{day}T12:15:00";
            message["UrbanDataset"]!["values"]!["line"]![0]!["period"] =
                new JsonObject { ["start_ts"] = $"{day}T12:00:00", ["end_ts"] = $"{day}T12:15:00" };
            Assert.Equal(code, (string?)(await server.PushAsync(message)).Answer["code"]);
        }
    }

    [Theory]
    [InlineData("delete from core.power")]
    [InlineData("update core.meter_serial set serial = 'x'")]
    [InlineData("delete from core.enea_identifier")]
    [InlineData("insert into core.power_gone (month, rows) values ('2020-01-01', 0)")]
    public async Task The_program_cannot_change_what_was_told(string sql)
    {
        await using var command = postgres.Database.App.CreateCommand(sql);
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => command.ExecuteNonQueryAsync(Cancellation));
        Assert.Equal("42501", refused.SqlState);
    }

    private static async Task<string?> PushAsync(
        TestServer server, int quarter, params (string Name, string Value)[] properties) =>
        (string?)(await server.PushAsync(Message(quarter, 30, properties))).Answer["code"];

    private static async Task PushAsync(TestServer server, int quarter, int at, params (string Name, string Value)[] properties) =>
        Assert.Equal("02", (string?)(await server.PushAsync(Message(quarter, at, properties))).Answer["code"]);

    /// <summary>The sample's message for a quarter, counted from 09:45 local time on, made so many seconds after its start.</summary>
    private static JsonNode Message(int quarter, int at, params (string Name, string Value)[] properties)
    {
        var message = TestServer.OneQuarter();
        var start = new DateTime(2026, 1, 14, 9, 45, 0, DateTimeKind.Unspecified).AddMinutes(15 * quarter);
        message["UrbanDataset"]!["context"]!["timestamp"] = Text(start.AddSeconds(at));
        var line = message["UrbanDataset"]!["values"]!["line"]![0]!;
        line["timestamp"] = Text(start.AddMinutes(15));
        line["period"] = new JsonObject { ["start_ts"] = Text(start), ["end_ts"] = Text(start.AddMinutes(15)) };
        var all = line["property"]!.AsArray();
        Set("WithdrawnActiveEnergyReading", " ");
        Set("FeedInActiveEnergyReading", " ");
        foreach (var (name, value) in properties) Set(name, value);
        return message;

        void Set(string name, string value)
        {
            if (all.FirstOrDefault(one => (string?)one!["name"] == name) is { } there) there["val"] = value;
            else all.Add(new JsonObject { ["name"] = name, ["val"] = value });
        }

        static string Text(DateTime local) => local.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
    }

    private Task<IReadOnlyList<MeterChange>> ChangesAsync(TestServer server) =>
        Changes.ListAsync(server.Community, 10, Cancellation);

    private static Task<long> CountAsync(TestServer server, string table) =>
        server.AskAsync<long>($"select count(*) from core.{table} where community_id = $1");
}
