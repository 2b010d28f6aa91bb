using System.Text;
using System.Text.Json.Nodes;
using Cer.Host.Backup;
using Cer.Host.Data;

namespace Cer.Host.Addon;

/// <summary>Writes what the options say into the settings of a data folder; what the options do not speak of stays.</summary>
/// <param name="data">The data folder.</param>
/// <param name="config">The folder that people may look into: /config in the container.</param>
/// <param name="door">Where devices of other houses come in, when they may.</param>
internal sealed class AddonSettings(string data, string config = "/config", string door = "0.0.0.0:8448")
{
    private const string Secrets = "secrets";
    private const string Certificates = "tls";
    // Two lines: the certificate and the key as Home Assistant keeps them.
    private const string From = "from";

    private string Path => System.IO.Path.Combine(data, Settings.FileName);

    /// <param name="options">The options.</param>
    /// <param name="broker">The broker; null for none.</param>
    /// <param name="keepBroker">Whether the broker that the settings name stays, because nobody could be asked.</param>
    public void Write(AddonOptions options, AddonBroker? broker, bool keepBroker)
    {
        var settings = JsonNode.Parse(File.ReadAllBytes(Path))!.AsObject();
        settings["ingress"] = true;
        settings["demo_live"] = options.Demo;
        settings["silent_after_minutes"] = options.SilentAfterMinutes;
        settings["backup"] = new JsonObject
        {
            ["keep_daily"] = options.Backup.Daily,
            ["keep_weekly"] = options.Backup.Weekly,
            ["keep_monthly"] = options.Backup.Monthly,
        };
        settings["home"] = new JsonObject
        {
            ["discovery_prefix"] = options.DiscoveryPrefix,
            ["apps_folder"] = System.IO.Path.Combine(config, "apps"),
        };
        if (!keepBroker) Put(settings, "mqtt", broker is null ? null : BrokerOf(broker, options.Mqtt is null));
        var certificates = Directory.CreateDirectory(System.IO.Path.Combine(data, Certificates)).FullName;
        if (options.Devices?.Certificate is null) File.Delete(System.IO.Path.Combine(certificates, From));
        Put(settings, "devices_door", options.Devices is null ? null : DoorOf(options.Devices));
        Put(settings, "mail", options.Mail is null ? null : MailOf(options.Mail));
        Put(settings, "gme", options.Gme is not { } gme ? null
            : new() { ["login"] = gme.Login, ["password_file"] = Keep("gme", gme.Password) });
        Put(settings, "footer", options.Footer is not { } footer ? null
            : new() { ["accessibility"] = footer.Accessibility, ["feedback"] = footer.Feedback });
        Write(Path, SettingsText.Of(settings));
    }

    private static JsonObject BrokerOf(AddonBroker broker, bool isTold)
    {
        var line = new JsonObject
        {
            ["host"] = broker.Host,
            ["port"] = broker.Port,
            ["username"] = broker.Username,
            ["password"] = broker.Password,
        };
        if (isTold) line["from"] = SupervisorWords.Mark;
        if (broker.Tls) line["tls"] = new JsonObject();
        return line;
    }

    /// <summary>The key belongs to the system: its copy, which the start and a service beside us make, is ours to read.</summary>
    private JsonObject DoorOf(AddonDevices devices)
    {
        var from = System.IO.Path.Combine(data, Certificates, From);
        if (devices is not { Certificate: { } certificate, Key: { } key }) return new() { ["url"] = $"http://{door}" };
        Write(from, Encoding.UTF8.GetBytes($"{certificate}\n{key}\n"));
        return new()
        {
            ["url"] = $"https://{door}",
            ["certificate"] = $"{Certificates}/certificate.pem",
            ["key"] = $"{Certificates}/key.pem",
        };
    }

    private JsonObject MailOf(AddonMail mail)
    {
        var line = new JsonObject { ["host"] = mail.Host, ["from"] = mail.From };
        if (mail.Port is { } port) line["port"] = port;
        if (mail.Security is { } security) line["security"] = security;
        if (mail.ReplyTo is { } replyTo) line["reply_to"] = replyTo;
        if (mail is { Username: { } username, Password: { } password })
            (line["username"], line["password_file"]) = (username, Keep("mail", password));
        return line;
    }

    private static void Put(JsonObject settings, string name, JsonObject? value)
    {
        if (value is null) settings.Remove(name);
        else settings[name] = value;
    }

    /// <summary>Keeps a password in a file for this user alone; its place, as the settings name it.</summary>
    private string Keep(string name, string word)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(data, Secrets));
        var place = System.IO.Path.Combine(Secrets, name);
        Write(System.IO.Path.Combine(data, place), Encoding.UTF8.GetBytes($"{word}\n"));
        return place;
    }

    private static void Write(string path, byte[] content)
    {
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content)) return;
        var draft = $"{path}.new";
        File.Delete(draft);
        using (var file = PrivateFile.Create(draft)) file.Write(content);
        File.Move(draft, path, overwrite: true);
    }
}
