using System.Text.Json;
using System.Text.RegularExpressions;
using Cer.Host.Web;
using Cer.Operations.Backup;

namespace Cer.Host.Addon;

/// <summary>What the page Configuration of the add-on (app) says.</summary>
/// <remarks>The names and their types stand in addon/config.yaml.</remarks>
internal sealed partial record AddonOptions(bool Demo, int SilentAfterMinutes, string DiscoveryPrefix, Retention Backup)
{
    public AddonBroker? Mqtt { get; init; }

    public AddonMail? Mail { get; init; }

    /// <summary>Login and password at GME.</summary>
    public (string Login, string Password)? Gme { get; init; }

    public FooterSettings? Footer { get; init; }

    /// <summary>The door for other houses; null when it is shut.</summary>
    public AddonDevices? Devices { get; init; }

    /// <exception cref="UserFault">It is not there, no JSON, or not everything in it is right: a sentence for each.</exception>
    public static AddonOptions Read(string path, string certificates = "/ssl")
    {
        List<string> problems = [];
        AddonOptions read;
        try
        {
            using var file = JsonDocument.Parse(File.ReadAllBytes(path));
            read = Of(new(file.RootElement, "", problems), certificates);
            if (file.RootElement.ValueKind != JsonValueKind.Object) problems.Add($"Found {path} that holds no options, expected some.");
        }
        catch (JsonException)
        {
            throw new UserFault($"Found {path} that is not JSON, expected the options that Home Assistant writes.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UserFault($"Found no {path} that can be read, expected the options that Home Assistant writes.");
        }

        return problems.Count == 0 ? read : throw new UserFault(string.Join('\n', problems));
    }

    private static AddonOptions Of(OptionReader reader, string certificates)
    {
        var backup = reader.Group("backup");
        return new(
            reader.Flag("demo", false),
            reader.Number("silent_after_minutes", 15, 10080) ?? 120,
            reader.Text(
                "discovery_prefix", "letters, digits, - and _, such as homeassistant", word => Prefix().IsMatch(word)) ?? "homeassistant",
            new(
                backup.Number("keep_daily", 0, 90) ?? Retention.Usual.Daily,
                backup.Number("keep_weekly", 0, 52) ?? Retention.Usual.Weekly,
                backup.Number("keep_monthly", 0, 120) ?? Retention.Usual.Monthly))
        {
            Mqtt = AddonBroker.Of(reader.Group("mqtt")),
            Mail = AddonMail.Of(reader.Group("mail")),
            Gme = GmeOf(reader.Group("gme")),
            Footer = FooterOf(reader.Group("footer")),
            Devices = AddonDevices.Of(reader.Group("devices"), certificates),
        };
    }

    private static (string, string)? GmeOf(OptionReader gme)
    {
        var (login, password) = (gme.Text("login", "the user of the registration"), gme.Secret("password"));
        gme.Needs("login", login is not null, "password", password is not null);
        gme.Needs("password", password is not null, "login", login is not null);
        return login is not null && password is not null ? (login, password) : null;
    }

    private static FooterSettings? FooterOf(OptionReader footer)
    {
        var read = new FooterSettings(
            footer.Text("accessibility", "an address that begins with https://"),
            footer.Text("feedback", "a mail address or one that begins with https://"));
        if (read.Problem is { } problem) footer.Add($"Option footer: {problem}");
        return read is { Accessibility: null, Feedback: null } ? null : read;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*\z")]
    private static partial Regex Prefix();
}
