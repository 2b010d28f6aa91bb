using System.Text.RegularExpressions;
using Cer.Database.Tests;
using Cer.Host.Tests.Mqtt;
using Cer.Host.Tests.Settle;
using Cer.Messaging.Mqtt;
using Cer.Storage;

namespace Cer.Host.Tests.Devices;

/// <summary>The verb device as a process, with a real Mosquitto that it lets devices into.</summary>
public sealed partial class DeviceProcessTests : IAsyncLifetime
{
    private const string Device = "c2g-0A1B2C3D4";
    private const string Point = "IT999E00000001";

    private TestDatabase? _database;
    private TestBroker? _broker;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestBroker Broker => _broker!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateMigratedAsync();
        await new CommunityStore(_database.App).SaveAsync("prova", new(TestServer.Sample(), []), "test", Cancellation);
        _broker = await TestBroker.StartAsync(_database);
    }

    public async ValueTask DisposeAsync()
    {
        await Broker.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [Fact]
    public async Task The_list_of_accounts_says_for_whom_each_speaks()
    {
        string[] town = ["--data", Broker.Folder, "--community", "prova"];
        var made = await CerProcess.RunAsync(["account", .. town, "--username", "cloud", "--solution", "Cloud-1"]);
        Assert.Equal(
            (0, "cloud speaks for all of its community: every device and point (bind it with --device or --pod)\n"),
            (made.Exit, made.Error));
        await CerProcess.RunAsync(["account", .. town, "--username", "casa", "--device", Device, "--pod", Point]);
        await CerProcess.RunAsync(["account", .. town, "--username", "ex", "--disable"]);
        var list = await CerProcess.RunAsync(["account", "list", .. town]);
        Assert.Equal(
            (0, $"casa  speaks for devices {Device}; points {Point}\n"
                + "cloud  speaks for all of its community: every device and point (bind it with --device or --pod)\n"
                + "ex  may not log in\n", ""),
            (list.Exit, list.Output, list.Error));

        var told = await CerProcess.RunAsync(["device", "identifier", .. town]);
        Assert.Equal("None is declared: messages may name any community.\n", told.Output);
        told = await CerProcess.RunAsync(["device", "identifier", .. town, "--set", "CER-PROVA-01", "--reason", "scheda"]);
        Assert.Equal((0, "Messages that name a community must name CER-PROVA-01.\n"), (told.Exit, told.Output));
        Assert.Equal(2, (await CerProcess.RunAsync(["device", "identifier", .. town, "--set", " "])).Exit);
        told = await CerProcess.RunAsync(["device", "identifier", .. town, "--none", "--reason", "errore"]);
        Assert.Equal("None is declared: messages may name any community.\n", told.Output);
    }

    [Fact]
    public async Task A_device_is_let_in_with_the_password_printed_once_and_put_out_when_it_is_retired()
    {
        var added = await RunAsync("add", "--device", Device, "--pod", Point);
        var password = Granted(added, Device);
        var topic = $"cer/prova/du/{Device}/urbandataset";
        await using var device = await ConnectAsync(password);
        await device.PublishAsync(topic, "{}"u8.ToArray(), MqttQos.AtLeastOnce, false, Cancellation);

        var list = await RunAsync("list");
        Assert.Equal((0, $"{Device}  {Point}  M1  -  prova.{Device}\n", ""), (list.Exit, list.Output, list.Error));
        var written = await CerProcess.RunAsync(["device", "write", "--data", Broker.Folder]);
        Assert.Equal((0, "1 accounts of devices\n", ""), (written.Exit, written.Output, written.Error));

        var retired = await RunAsync("retire", "--device", Device);
        Assert.Equal(
            (0, $"{Device} is retired: it may not publish any more, and what it sends does not count\n", ""),
            (retired.Exit, retired.Output, retired.Error));
        await Assert.ThrowsAsync<MqttRefused>(() => Broker.ConnectAsync($"prova.{Device}", password));
        list = await RunAsync("list");
        Assert.Equal($"{Device}  {Point}  M1  -  retired\n", list.Output);
        var again = await RunAsync("retire", "--device", Device);
        Assert.Equal(
            (2, "", $"device retire: --device: found {Device}, expected a device in service or a bridge: cer device list shows them\n"),
            (again.Exit, again.Output, again.Error));

        // The password was told when it was new, and stands nowhere else: not in the folder, a log or the database.
        foreach (var file in Directory.EnumerateFiles(Broker.Folder, "*", SearchOption.AllDirectories))
            Assert.DoesNotContain(password, await File.ReadAllTextAsync(file, Cancellation), StringComparison.Ordinal);
        Assert.All(new[] { written, retired, list, again }, run =>
            Assert.DoesNotContain(password, run.Output + run.Error, StringComparison.Ordinal));
        Assert.Equal(0L, await AskAsync($"select count(*) from core.audit where detail::text like '%{password}%'"));
        Assert.Equal(2L, await AskAsync("select count(*) from core.audit where what like 'mqtt %'"));
    }

    [Fact]
    public async Task An_account_given_anew_has_a_new_password_and_a_bridge_keeps_its_own()
    {
        var first = Granted(await RunAsync("add", "--device", Device, "--pod", Point), Device);
        var second = Granted(await RunAsync("add", "--device", Device), Device);
        Assert.NotEqual(first, second);
        await (await ConnectAsync(second)).DisposeAsync();
        await Assert.ThrowsAsync<MqttRefused>(() => Broker.ConnectAsync($"prova.{Device}", first));

        var cloud = Granted(await RunAsync("add", "--device", "d2", "--pod", Point, "--bridge", "cloud"), "cloud");
        var more = await RunAsync("add", "--device", "d3", "--pod", Point, "--bridge", "cloud");
        Assert.Equal(0, more.Exit);
        Assert.EndsWith("\npassword  the one it has\n", more.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(cloud, more.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_command_is_refused_with_a_sentence_and_lets_nobody_in()
    {
        (string Sentence, string[] Arguments)[] wrong =
        [
            ("device add: --device: found unknown without --pod, expected one for a device that is new", ["--device", "unknown"]),
            ("device add: --device: found 3 characters, expected 1 to 64 letters, digits,", ["--device", "a/b"]),
            ("device add: --pod: found no point of the community, expected one", ["--device", "d", "--pod", "IT999E99999999"]),
            ("device add: --meter: found M3, expected M1 or M2", ["--device", "d", "--pod", Point, "--meter", "M3"]),
            ("device add: --unit: found UP-Z, expected a unit of the", ["--device", "d", "--pod", Point, "--unit", "UP-Z"]),
            ("Option '--device' is required", ["--pod", Point]),
        ];
        foreach (var (sentence, arguments) in wrong)
        {
            var run = await RunAsync("add", arguments);
            Assert.Equal((2, ""), (run.Exit, run.Output));
            Assert.StartsWith(sentence, run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("IT999E99999999", run.Error, StringComparison.Ordinal);
        }

        Assert.Equal(0L, await AskAsync("select (select count(*) from core.device) + (select count(*) from core.mqtt_account)"));
    }

    [Fact]
    public async Task An_unknown_community_is_told_with_those_there_are_and_the_doctor_finds_the_broker_well()
    {
        var nobody = await CerProcess.RunAsync(["device", "list", "--community", "nessuna", "--data", Broker.Folder]);
        Assert.Equal(
            (2, "", "device list: Found no community nessuna, expected one of: prova.\n"),
            (nobody.Exit, nobody.Output, nobody.Error));

        // No server runs, no backup was made: that is to mend, and of the broker nothing.
        var doctor = await CerProcess.RunAsync(["doctor", "--data", Broker.Folder]);
        Assert.Equal(1, doctor.Exit);
        Assert.Contains("ok     the broker answers on", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("ok     0 accounts of devices may publish", doctor.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch("FAULT .*broker", doctor.Output);
        Assert.DoesNotContain(Broker.Settings.Password, doctor.Output + doctor.Error, StringComparison.Ordinal);
    }

    private Task<CerProcess> RunAsync(string verb, params string[] arguments) =>
        CerProcess.RunAsync(["device", verb, "--community", "prova", "--data", Broker.Folder, .. arguments]);

    /// <summary>What a grant prints: topic, name and a password that is new; the password.</summary>
    private static string Granted(CerProcess added, string account)
    {
        Assert.Equal((0, ""), (added.Exit, added.Error));
        var told = Grant().Match(added.Output);
        Assert.True(told.Success, "the grant is not told in its form");
        Assert.Equal(
            ($"cer/prova/du/{account}/urbandataset", $"prova.{account}"), (told.Groups[1].Value, told.Groups[2].Value));
        return told.Groups[3].Value;
    }

    /// <summary>A device, connected; the broker takes a moment to read its files.</summary>
    private async Task<MqttClient> ConnectAsync(string password)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await Broker.ConnectAsync($"prova.{Device}", password);
            }
            catch (MqttRefused) when (tries < 1200)
            {
                await Task.Delay(50, Cancellation);
            }
        }
    }

    private async Task<long> AskAsync(string sql)
    {
        await using var command = _database!.Admin.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    [GeneratedRegex("\\Atopic     (.+)\nusername  (.+)\npassword  ([A-Za-z0-9_-]{24})\n\\z")]
    private static partial Regex Grant();
}
