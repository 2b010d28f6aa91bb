using System.Text.Json.Nodes;
using Cer.Addon.Tests.Folder;
using Cer.Host;
using Cer.Host.Addon;
using Cer.Host.Data;
using YamlDotNet.RepresentationModel;

namespace Cer.Addon.Tests.Running;

/// <summary>Options become settings; what they do not speak of stays, and no password stands where others read.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cer-options-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_chosen_is_what_the_program_reads()
    {
        Start("""{"cluster": "private", "connection": "Host=127.0.0.1", "reports": {"place": "Magliano"}}""");
        Write("""
            {"demo": true, "silent_after_minutes": 30, "discovery_prefix": "casa",
             "backup": {"keep_daily": 1, "keep_weekly": 2, "keep_monthly": 3},
             "mail": {"host": "smtp.comune.example", "from": "cer@comune.example", "username": "cer", "password": "segreta è questa"},
             "gme": {"login": "cer", "password": "altra"},
             "footer": {"accessibility": "https://comune.example/a", "feedback": "aiuto@comune.example"}}
            """, new("core-mosquitto", 1883, "addons", "parola", false));
        var settings = Settings.Read(_folder);
        Assert.True(settings is { Ingress: true, DemoLive: true, SilentAfterMinutes: 30 });
        Assert.Equal((1, 2, 3), (settings.Backup!.Daily, settings.Backup.Weekly, settings.Backup.Monthly));
        var (mqtt, mail) = (settings.Mqtt!, settings.Mail!);
        Assert.Equal(("core-mosquitto", 1883, "addons", "parola"), (mqtt.Host, mqtt.Port, mqtt.Username, mqtt.Password));
        Assert.Equal(("smtp.comune.example", "cer@comune.example", "cer"), (mail.Host, mail.From, mail.Username));
        Assert.Equal("segreta è questa\n", File.ReadAllText(Path.Combine(_folder, mail.PasswordFile!)));
        Assert.Equal("cer", settings.Gme!.Login);
        Assert.Equal("https://comune.example/a", settings.Footer!.Accessibility);
        var text = File.ReadAllText(Path.Combine(_folder, "settings.json"));
        Assert.Contains("\"reports\": {\"place\":\"Magliano\"}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("segreta", text, StringComparison.Ordinal);
        Assert.Equal("casa", (string)JsonNode.Parse(text)!["home"]!["discovery_prefix"]!);
        Assert.All(
            Directory.GetFiles(Path.Combine(_folder, "secrets")),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public void What_is_chosen_no_more_goes_and_a_broker_that_could_not_be_asked_for_stays()
    {
        Start("""{"connection": "Host=127.0.0.1", "mqtt": {"host": "core-mosquitto", "port": 1883, "username": "u", "password": "p"}}""");
        new AddonSettings(_folder).Write(Read("""{"mail": {"host": "a.example", "from": "x@a.example"}}"""), null, keepBroker: true);
        Assert.NotNull(Settings.Read(_folder).Mqtt);
        Assert.NotNull(Settings.Read(_folder).Mail);
        new AddonSettings(_folder).Write(Read("{}"), null, keepBroker: false);
        Assert.Null(Settings.Read(_folder).Mqtt);
        Assert.Null(Settings.Read(_folder).Mail);
    }

    [Fact]
    public void The_door_for_other_houses_is_shut_until_somebody_opens_it()
    {
        Start("""{"connection": "Host=127.0.0.1"}""");
        Write("""{"devices": {"open": false, "ssl": true, "certfile": "fullchain.pem", "keyfile": "privkey.pem"}}""", null);
        Assert.Null(Settings.Read(_folder).DevicesDoor);
        Write("""{"devices": {"open": true, "ssl": false}}""", null);
        var door = Settings.Read(_folder).DevicesDoor!;
        Assert.Equal(("http://0.0.0.0:8448", null), (door.Url, door.Certificate));
        Write("{}", null);
        Assert.Null(Settings.Read(_folder).DevicesDoor);
    }

    [Theory]
    [InlineData("", "that is not JSON")]
    [InlineData("[1]", "holds no options")]
    [InlineData("""{"mqtt": "core"}""", "Option mqtt: found \"core\", expected a group of options.")]
    [InlineData("""{"mqtt": {"port": 70000}}""", "Option mqtt.port: found 70000, expected a whole number from 1 to 65535.")]
    [InlineData("""{"discovery_prefix": "home assistant"}""", "Option discovery_prefix: found \"home assistant\"")]
    [InlineData("""{"gme": {"login": "a"}}""", "Option gme.login: found it without password, expected both or neither.")]
    [InlineData("""{"gme": {"login": "a", "password": "geheim\nzwei"}}""", "gme.password: found something else, expected a password")]
    [InlineData("""{"footer": {"feedback": "nobody"}}""", "Option footer: Found another feedback")]
    [InlineData("""{"devices": {"open": true}}""", "Option devices.certfile: found no file fullchain.pem in /nowhere, expected")]
    [InlineData("""{"devices": {"open": true}}""", "or ssl: false, by which passwords and readings pass in clear text")]
    [InlineData("""{"devices": {"open": true, "keyfile": "../x"}}""", "devices.keyfile: found \"../x\", expected the name")]
    [InlineData("""{"mail": {"host": "not a host", "from": "a@b.example"}}""", "Option mail.host: found \"not a host\"")]
    public void What_is_wrong_is_told_and_a_password_never(string options, string sentence)
    {
        var fault = Assert.Throws<UserFault>(() => Read(options));
        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", fault.Message, StringComparison.Ordinal);
    }

    // Whatever the defaults of the folder say must start.
    [Fact]
    public void The_defaults_of_the_folder_are_right()
    {
        var json = Json(Yaml.Map(Clone.Text("addon", "config.yaml")).Find("options")!);
        Assert.Equal("homeassistant", Read(json.ToJsonString()).DiscoveryPrefix);
    }

    private static JsonNode Json(YamlNode node) => node is YamlMappingNode
        ? new JsonObject(node.Entries().Select(entry => KeyValuePair.Create(entry.Name, (JsonNode?)Json(entry.Value))))
        : long.TryParse(node.Word(), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number
        : bool.TryParse(node.Word(), out var flag) ? flag : node.Word()!;

    private AddonOptions Read(string options)
    {
        var file = Path.Combine(_folder, "options.json");
        File.WriteAllText(file, options);
        return AddonOptions.Read(file, "/nowhere");
    }

    private void Start(string settings) => File.WriteAllText(Path.Combine(_folder, "settings.json"), settings);

    private void Write(string options, AddonBroker? broker) => new AddonSettings(_folder).Write(Read(options), broker, keepBroker: false);
}
