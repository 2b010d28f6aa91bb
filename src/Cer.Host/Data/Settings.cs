using System.Text.Json;
using System.Text.Json.Serialization;
using Cer.Host.Backup;
using Cer.Host.Chain2;
using Cer.Host.Documents;
using Cer.Host.Mail;
using Cer.Host.Market;
using Cer.Host.Series;
using Cer.Host.Submitting;
using Cer.Host.Mqtt;
using Cer.Host.Web;
using Cer.Host.Workflows;
using Cer.Operations.Live;
using NodaTime;

namespace Cer.Host.Data;

/// <summary>What a data folder says of its installation.</summary>
/// <param name="Connection">How the program reaches the database.</param>
/// <param name="OwnerConnection">How the migrations do.</param>
/// <param name="Url">Where the server listens.</param>
/// <param name="Mqtt">How the program reaches the MQTT broker; null without one.</param>
internal sealed record Settings(
    [property: JsonPropertyName("connection")] string Connection,
    [property: JsonPropertyName("owner_connection")] string? OwnerConnection,
    [property: JsonPropertyName("url")] string? Url,
    [property: JsonPropertyName("mqtt")] MqttSettings? Mqtt = null)
{
    /// <summary>How long a device may say nothing before it is called silent; two hours when left out.</summary>
    [JsonPropertyName("silent_after_minutes")]
    public int? SilentAfterMinutes { get; init; }

    /// <summary>Whether the server goes on telling the story of the invented community; it does when left out.</summary>
    [JsonPropertyName("demo_live")]
    public bool? DemoLive { get; init; }

    /// <summary>How the program reads what is one member's own: a role that sees nothing else.</summary>
    [JsonPropertyName("member_connection")]
    public string? MemberConnection { get; init; }

    /// <summary>How the program reads what dashboards show: a role that sees sums and the municipality's own, nothing else.</summary>
    [JsonPropertyName("rep_connection")]
    public string? RepConnection { get; init; }

    /// <summary>The path below which a proxy shows the pages, such as /cer; the root when left out.</summary>
    [JsonPropertyName("path_base")]
    public string? PathBase { get; init; }

    /// <summary>Where browsers find the pages, such as https://cer.comune.example/cer: for letters and passkeys.</summary>
    [JsonPropertyName("public_url")]
    public string? PublicUrl { get; init; }

    /// <summary>Addresses of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed; none when left out.</summary>
    [JsonPropertyName("proxies")]
    public IReadOnlyList<string>? Proxies { get; init; }

    [JsonIgnore]
    public Duration SilentAfter =>
        SilentAfterMinutes is > 0 and var minutes ? Duration.FromMinutes(minutes) : WatchDevices.UsualPatience;

    public const string FileName = "settings.json";
    public const string DefaultUrl = "http://127.0.0.1:8099";

    /// <summary>The nightly backup, where it is to be otherwise than usual.</summary>
    [JsonPropertyName("backup")]
    public BackupSettings? Backup { get; init; }

    /// <summary>What documents say of this installation.</summary>
    [JsonPropertyName("reports")]
    public ReportSettings? Reports { get; init; }

    /// <summary>The server that sends letters; without it they go into the folder mail of the data folder.</summary>
    [JsonPropertyName("mail")]
    public MailSettings? Mail { get; init; }

    /// <summary>The account with which zonal prices are fetched from GME; without it people bring them as files.</summary>
    [JsonPropertyName("gme")]
    public GmeSettings? Gme { get; init; }

    /// <summary>The way by which packages go to GSE and ARERA; without it people hand them over.</summary>
    [JsonPropertyName("submissions")]
    public SubmissionSettings? Submissions { get; init; }

    /// <summary>A server of time series that is given hours and quarter hours; none when left out.</summary>
    [JsonPropertyName("influx")]
    public InfluxSettings? Influx { get; init; }

    /// <summary>How workflows run.</summary>
    [JsonPropertyName("workflows")]
    public FlowSettings? Workflows { get; init; }

    /// <summary>What the foot of every page says of the body that offers them.</summary>
    [JsonPropertyName("footer")]
    public FooterSettings? Footer { get; init; }

    /// <summary>Whether everybody may look at the dashboard of sums; only for an invented community when left out.</summary>
    [JsonPropertyName("public_board")]
    public bool? PublicBoard { get; init; }

    /// <summary>Local doors of Chain 2 devices that the server listens to.</summary>
    [JsonPropertyName("chain2gates")]
    public IReadOnlyList<Chain2GateSettings>? Chain2Gates { get; init; }

    /// <summary>What clamps of Shelly devices measure, where it is not the usual.</summary>
    [JsonPropertyName("shellies")]
    public IReadOnlyList<ShellySettings>? Shellies { get; init; }

    /// <summary>The Home Assistant of this place; none when left out and the program is no add-on.</summary>
    [JsonPropertyName("home")]
    public HomeSettings? Home { get; init; }

    /// <summary>Whether the pages are shown by Home Assistant, and only through it: in the add-on (app).</summary>
    [JsonPropertyName("ingress")]
    public bool Ingress { get; init; }

    /// <summary>The door for devices and collectors of other houses; shut when left out.</summary>
    [JsonPropertyName("devices_door")]
    public DevicesDoorSettings? DevicesDoor { get; init; }

    /// <summary>In tests, whom to take for the Supervisor.</summary>
    [JsonIgnore]
    public string? IngressPeer { get; init; }

    /// <summary>In tests, where dashboards are read from.</summary>
    [JsonIgnore]
    public string? DashboardFolder { get; init; }

    /// <summary>The data folder that they were read from.</summary>
    [JsonIgnore]
    public string? Folder { get; init; }

    /// <exception cref="UserFault">There is no such file, or it does not say how to reach the database.</exception>
    public static Settings Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            var settings = JsonSerializer.Deserialize<Settings>(File.ReadAllBytes(path));
            if (settings is not { Connection.Length: > 0 })
                throw new UserFault($"Found no connection in {path}, expected one: ./install.sh writes it.");
            if (settings.PathBase is { Length: > 0 } place
                && (place[0] != '/' || place[^1] == '/'
                || place.Any(letter => letter is '?' or '#' or ';' or <= ' ' or > '~')))
                throw new UserFault(
                    $"Found another path_base in {path}, expected one such as /cer, without a slash at the end.");
            if (settings.PublicUrl is { Length: > 0 } open && !IsPage(open))
                throw new UserFault(
                    $"Found another public_url in {path}, expected one such as https://cer.comune.example/cer.");
            if (settings.Footer?.Problem is { } wrong) throw new UserFault($"{wrong} See {path}.");
            if (settings.DevicesDoor?.Problem is { } door) throw new UserFault($"{door} See {path}.");
            if (settings.Home?.Problem is { } home) throw new UserFault($"{home} See {path}.");
            if (settings.Chain2Gates is { } gates && Chain2GateSettings.ProblemOf(gates) is { } gate)
                throw new UserFault($"{gate} See {path}.");
            if (settings.Shellies is { } shellies && ShellySettings.ProblemOf(shellies) is { } shelly)
                throw new UserFault($"{shelly} See {path}.");
            return settings with
            {
                Folder = folder,
                Mqtt = settings.Mqtt is { } of ? of with { Folder = folder }
                : null,
                Home = settings.Home is { Mqtt: { } theirs } house ? house with { Mqtt = theirs with { Folder = folder } } : settings.Home,
            };
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserFault($"Found no {FileName} in {folder}, expected a data folder: ./install.sh makes one, --data names another.");
        }
        catch (JsonException fault) when (fault.Path is { Length: > 2 } place)
        {
            throw new UserFault($"Found another kind of value at {place[2..]} in {path}, expected the one that the guide shows.");
        }
        catch (JsonException)
        {
            throw new UserFault($"Found {path} that is not JSON, expected the settings that ./install.sh writes.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new UserFault($"May not read {path}: run this as the user who installed it.");
        }
    }

    private static bool IsPage(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var place)
        && place.Scheme is "https" or "http" && place is { Query: "", Fragment: "", UserInfo: "" };
}
