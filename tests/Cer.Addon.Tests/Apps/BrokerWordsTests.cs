using System.Diagnostics;
using System.Text.Json.Nodes;
using Cer.Addon.Tests.Running;
using Cer.HomeAssistant.Peer;
using Cer.Messaging.Tests.Mqtt;

namespace Cer.Addon.Tests.Apps;

/// <summary>The broker of Home Assistant comes late and is installed anew, with another password: nobody starts the app again.</summary>
public sealed class BrokerWordsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_broker_that_comes_late_and_changes_its_password_is_asked_for_again()
    {
        var folder = "";
        await using var broker = await Mosquitto.StartAsync(
            "allow_anonymous false\npassword_file $folder/passwords", its => PasswordAsync(folder = its, "prima"));
        await using var home = await HomePeer.StartAsync(new() { BehindSupervisor = true });
        home.Supervisor.MqttService = null;
        await using var box = new Box();
        box.Set("SUPERVISOR_TOKEN", home.Options.Tokens[0]);
        box.Set("CER_ADDON_SUPERVISOR", $"{home.Address}/");
        Assert.Contains("offers no MQTT broker", (await box.StartAsync()).Succeeded(), StringComparison.Ordinal);
        var definition = Path.Combine(box.Data, "community.yaml");
        await File.WriteAllTextAsync(definition, Town.Definition, Cancellation);
        (await box.CerAsync("import", "--community", "prova", "--data", box.Own, definition)).Succeeded();

        home.Supervisor.MqttService = Service(broker, "prima");
        await UntilConnectedAsync(box, 1);
        await PasswordAsync(folder, "seconda");
        home.Supervisor.MqttService = Service(broker, "seconda");
        await broker.SignalAsync("TERM");
        await broker.StartAgainAsync();
        await UntilConnectedAsync(box, 2);
        Assert.DoesNotContain("seconda", box.Log("cer-server"), StringComparison.Ordinal);
    }

    /// <summary>Until the intake and the voice have both come through so often.</summary>
    private static Task UntilConnectedAsync(Box box, int times) => Waits.UntilAsync(
        () => Count(box, "Connected to mqtt://") >= times && Count(box, "Home Assistant hears of the communities") >= times,
        () => box.Log("cer-server"));

    private static int Count(Box box, string words) => box.Log("cer-server").Split(words).Length - 1;

    private static JsonObject Service(Mosquitto broker, string password) => new()
    {
        ["host"] = "127.0.0.1",
        ["port"] = broker.Port,
        ["ssl"] = false,
        ["protocol"] = "3.1.1",
        ["username"] = "addons",
        ["password"] = password,
    };

    private static async Task PasswordAsync(string folder, string password)
    {
        using var make = Process.Start("mosquitto_passwd", ["-b", "-c", Path.Combine(folder, "passwords"), "addons", password]);
        await make.WaitForExitAsync(Cancellation);
    }
}
