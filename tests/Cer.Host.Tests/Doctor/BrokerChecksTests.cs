using System.Net;
using System.Net.Sockets;
using Cer.Database.Tests;
using Cer.Host.Data;
using Cer.Host.Doctor;
using Cer.Host.Tests.Mqtt;
using Cer.Messaging.Mqtt;
using Cer.Messaging.Tests.Mqtt;
using Cer.Operations.Ports;
using Cer.Storage;

namespace Cer.Host.Tests.Doctor;

/// <summary>What the doctor says of a real Mosquitto, well and in each way unwell.</summary>
public sealed class BrokerChecksTests : IAsyncLifetime
{
    private TestDatabase? _database;
    private TestBroker? _broker;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestBroker Broker => _broker!;

    private string Configuration => Path.Combine(
        File.Exists(Path.Combine(Broker.Folder, "broker-location"))
            ? File.ReadAllText(Path.Combine(Broker.Folder, "broker-location")).Trim()
            : Path.Combine(Broker.Folder, "broker"),
        "mosquitto.conf");

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateMigratedAsync();
        _broker = await TestBroker.StartAsync(_database);
    }

    public async ValueTask DisposeAsync()
    {
        await Broker.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_is_wrong_with_one_that_was_just_made_and_the_look_leaves_a_node_of_the_program_alone()
    {
        var node = await Broker.ConnectAsync(Broker.Settings.Username, Broker.Settings.Password);
        var findings = await ExamineAsync();
        Assert.All(findings, finding => Assert.Null(finding.Mend));
        Assert.Equal(
            [
                $"the broker answers on 127.0.0.1:{Broker.Settings.Port} and takes the program's account",
                "the broker lets nobody in without an account",
                "the broker's limits are such that nothing is dropped in silence",
                "the broker runs with this configuration",
                "0 accounts of devices may publish, each on its own topic, and no retired one",
            ],
            findings.Select(finding => finding.Found));
        // Put out, it could not ask for anything any more.
        await node.SubscribeAsync("cer/+/du/+/urbandataset", MqttQos.AtLeastOnce, Cancellation);
        await node.DisposeAsync();
    }

    [Fact]
    public async Task One_that_stands_still_is_told_with_the_command_that_starts_it()
    {
        await Broker.StopAsync();
        var findings = await ExamineAsync();
        Has(findings, "cannot be reached", $"ops/broker.sh start {Broker.Folder}");
        Has(findings, "the broker of this data folder does not run", "./install.sh");
        Assert.DoesNotContain(findings, finding => finding.ToString().Contains(Broker.Settings.Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_password_that_the_broker_does_not_know_is_told()
    {
        var findings = await ExamineAsync(Broker.Settings with { Password = "another" });
        Has(findings, "refuses the program's account: NotAuthorized", "cer device write");
        Has(findings, "does not have the program's own accounts with their password", "cer device write");
    }

    [Fact]
    public async Task Another_limit_than_ours_is_told()
    {
        (string Ours, string Other, string Found, string Expected)[] changes =
        [
            ("max_queued_bytes 536870912", "max_queued_bytes 9", "Found 'max_queued_bytes 9' in ", "'max_queued_bytes 536870912'"),
            ("max_queued_messages 0", "", "Found no 'max_queued_messages 0' in ", "expected it"),
            ("persistence true", "persistence true\nmessage_size_limit 9", "Found 'message_size_limit 9' in ", "no such line"),
            ("# Written", "listener 1 0.0.0.0\n# Written", "Found 'listener 1 0.0.0.0' in ", "expected 'listener "),
        ];
        var text = await File.ReadAllTextAsync(Configuration, Cancellation);
        foreach (var (ours, other, found, expected) in changes)
        {
            await File.WriteAllTextAsync(Configuration, text.Replace(ours, other, StringComparison.Ordinal), Cancellation);
            File.SetLastWriteTimeUtc(Configuration, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1));
            var findings = await ExamineAsync();
            Has(findings, found, "./install.sh");
            Has(findings, expected, "./install.sh");
            Has(findings, "the broker runs with an older configuration", "./install.sh");
        }
    }

    [Fact]
    public async Task One_that_lets_in_whoever_comes_is_told()
    {
        await Broker.StopAsync();
        var text = await File.ReadAllTextAsync(Configuration, Cancellation);
        await File.WriteAllTextAsync(
            Configuration,
            text.Replace("allow_anonymous false", "allow_anonymous true", StringComparison.Ordinal)
                // Who has no name could not be called by it.
                .Replace("use_username_as_clientid true", "", StringComparison.Ordinal),
            Cancellation);
        await Broker.StartAsync();
        Has(await ExamineAsync(), "the broker lets in whoever comes without an account", "./install.sh");
    }

    [Fact]
    public async Task Accounts_that_are_in_the_lists_and_should_not_be_or_the_other_way_round_are_told()
    {
        var (accounts, community) = await CommunityAsync();
        foreach (var device in new[] { "goes", "stays" })
            await accounts.GrantAsync(community, device, device, BrokerPassword.Hash("x"), "test", Cancellation);
        const string Lacking = "2 accounts may publish and are not in the broker's list as they should, one of them prova.goes";
        Has(await ExamineAsync(), Lacking, "cer device write");
        await Broker.WriteAsync();
        Assert.All(await ExamineAsync(), finding => Assert.Null(finding.Mend));

        Assert.True(await accounts.RetireAsync(community, "goes", "test", Cancellation));
        const string Late = "1 accounts may not publish any more and still are in the broker's lists, one of them prova.goes";
        Has(await ExamineAsync(), Late, "cer device write");
        await Broker.WriteAsync();
        Assert.Contains(
            await ExamineAsync(),
            finding => finding.Found.StartsWith("1 accounts of devices may publish", StringComparison.Ordinal));

        var access = Path.Combine(Path.GetDirectoryName(Configuration)!, "access");
        await File.AppendAllTextAsync(access, "user prova.stays\ntopic write #\n", Cancellation);
        Has(await ExamineAsync(), "the broker's list of topics is not what the rights of the devices say", "cer device write");
    }

    [Fact]
    public async Task Of_one_of_the_towns_own_encryption_account_and_certificates_are_looked_at()
    {
        var files = Directory.CreateTempSubdirectory("cer-tls-");
        try
        {
            var made = new Certificates(files.FullName);
            await made.MakeAsync("own", IPAddress.Loopback);
            await made.MakeAsync("other", IPAddress.Loopback);
            File.SetUnixFileMode(made.FileOf("own-client.key"), UnixFileMode.UserRead);
            await using var mosquitto = await Mosquitto.StartAsync($"""
                allow_anonymous true
                cafile {made.FileOf("own-ca.pem")}
                certfile {made.FileOf("own-server.pem")}
                keyfile {made.FileOf("own-server.key")}
                require_certificate true
                """);
            var own = new MqttSettings("127.0.0.1", mosquitto.Port, "cer", "word")
            {
                Tls = new("own-ca.pem", "own-client.pem", "own-client.key"),
                Folder = files.FullName,
            };
            var findings = await ExamineAsync(own);
            // They are good for an hour only, and this broker lets everybody in who has one.
            Has(findings, "the authority of TLS in ", "renew it");
            Has(findings, "the certificate of TLS in ", "renew it");
            Has(findings, "the broker lets in whoever comes without an account", "allow_anonymous false in its configuration");
            Assert.Contains(findings, finding => finding.Mend is null
                && finding.Found.StartsWith("the broker answers on", StringComparison.Ordinal));

            File.SetUnixFileMode(made.FileOf("own-client.key"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
            findings = await ExamineAsync(own with { Tls = own.Tls with { Authority = "other-ca.pem" } });
            Has(findings, "own-client.key can be read by others", "chmod 600");
            Has(findings, "does not prove to be the one expected", "correct host, port and tls");

            findings = await ExamineAsync(own with { Tls = own.Tls with { Authority = "nowhere.pem" } });
            Has(findings, "the authority of TLS cannot be read", "name a PEM file");
            Has(findings, "cannot be used", "correct host, port and tls");
        }
        finally
        {
            files.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Passwords_that_would_go_over_the_net_in_the_clear_are_told_and_so_is_a_port_where_nobody_speaks_mqtt()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        var findings = await ExamineAsync(new("broker.invalid", port, "cer", "word"));
        Has(findings, "passwords and readings go in the clear", "put tls");
        Has(await ExamineAsync(new("127.0.0.1", port, "cer", "word")), "cannot be used", "correct host, port and tls");
    }

    [Fact]
    public async Task Without_a_broker_it_is_said_and_is_no_fault() => Assert.Equal(
        [new Finding("no broker is in the settings: readings come by REST and file alone")],
        await FindingsAsync(null));

    private static void Has(IEnumerable<Finding> findings, string found, string mend) => Assert.Contains(
        findings,
        finding => finding.Found.Contains(found, StringComparison.Ordinal)
            && finding.Mend?.Contains(mend, StringComparison.Ordinal) == true);

    private Task<List<Finding>> ExamineAsync(MqttSettings? broker = null) => FindingsAsync(broker ?? Broker.Settings);

    private async Task<List<Finding>> FindingsAsync(MqttSettings? broker)
    {
        var findings = new List<Finding>();
        var store = new MqttAccountStore(_database!.App);
        await foreach (var finding in BrokerChecks.RunAsync(Broker.Folder, broker, store, TimeProvider.System, Cancellation))
            findings.Add(finding);
        return findings;
    }

    private async Task<(MqttAccountStore Accounts, CommunityId Community)> CommunityAsync()
    {
        var stored = await new CommunityStore(_database!.App).SaveAsync(
            "prova", new(TestServer.Sample(), []), "test", Cancellation);
        return (new(_database.App), stored.Community);
    }
}
