using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Cer.Addon.Tests.Folder;

/// <summary>The rules of an app's config.yaml, of which the Supervisor tells little: it drops what it does not know.</summary>
/// <remarks>docs of developers.home-assistant.io, August 2026, and what the Supervisor's validator was seen to do.</remarks>
internal static partial class ConfigRules
{
    private static readonly string[] Needed = ["name", "version", "slug", "description", "arch"];

    // All that the manual names, with the kind of its value: b boolean, n number, s text, l list, m mapping.
    private static readonly Dictionary<string, char> Known = new(StringComparer.Ordinal)
    {
        ["name"] = 's',
        ["version"] = 's',
        ["slug"] = 's',
        ["description"] = 's',
        ["arch"] = 'l',
        ["init"] = 'b',
        ["startup"] = 's',
        ["boot"] = 's',
        ["homeassistant"] = 's',
        ["homeassistant_api"] = 'b',
        ["hassio_api"] = 'b',
        ["services"] = 'l',
        ["ingress"] = 'b',
        ["ingress_port"] = 'n',
        ["ingress_stream"] = 'b',
        ["panel_icon"] = 's',
        ["panel_title"] = 's',
        ["panel_admin"] = 'b',
        ["map"] = 'l',
        ["backup"] = 's',
        ["backup_pre"] = 's',
        ["backup_post"] = 's',
        ["backup_exclude"] = 'l',
        ["watchdog"] = 's',
        ["timeout"] = 'n',
        ["ports"] = 'm',
        ["ports_description"] = 'm',
        ["apparmor"] = 'b',
        ["breaking_versions"] = 'l',
        ["options"] = 'm',
        ["schema"] = 'm',
        ["image"] = 's',
        ["url"] = 's',
    };

    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["slug"] = @"\A[A-Za-z0-9._-]+\z",
        ["startup"] = @"\A(initialize|system|services|application|once)\z",
        ["boot"] = @"\A(auto|manual|manual_only)\z",
        ["homeassistant"] = @"\A20[0-9]{2}\.[0-9]{1,2}\.[0-9]+\z",
        ["backup"] = @"\A(hot|cold)\z",
        ["watchdog"] = @"\A(https?|tcp)://\[HOST\]:(\[PORT:[0-9]+\]|[0-9]+)(/.*)?\z",
        ["panel_icon"] = @"\Amdi:[a-z0-9-]+\z",
        ["image"] = @"\A[a-z0-9./:_-]+\z",
    };

    public static IReadOnlyList<string> ProblemsOf(string text)
    {
        var config = Yaml.Map(text);
        return [.. Keys(config), .. Lists(config), .. Backup(config), .. Numbers(config), .. OptionRules.ProblemsOf(config)];
    }

    private static IEnumerable<string> Keys(YamlMappingNode config)
    {
        foreach (var name in Needed.Where(name => config.Find(name) is null)) yield return $"{name} is missing";
        foreach (var (name, value) in config.Entries())
        {
            if (!Known.TryGetValue(name, out var kind)) yield return $"{name} is no key: the Supervisor would drop it";
            else if (!IsOf(kind, value)) yield return $"{name} is of another kind";
            else if (Values.TryGetValue(name, out var form) && !Regex.IsMatch(value.Word()!, form)) yield return $"{name} is {value}";
        }

        if (config.Find("version").IsPlain()) yield return "version is not quoted: 0.10 would be read as 0.1";
    }

    private static bool IsOf(char kind, YamlNode value) => kind switch
    {
        'b' => value.IsBoolean(),
        'n' => value.IsPlain() && int.TryParse(value.Word(), out _),
        's' => value is YamlScalarNode && !value.IsBoolean(),
        'l' => value is YamlSequenceNode,
        _ => value is YamlMappingNode,
    };

    private static IEnumerable<string> Lists(YamlMappingNode config)
    {
        foreach (var arch in config.Find("arch").Items().Where(arch => arch.Word() is not ("amd64" or "aarch64")))
            yield return $"arch {arch} is not supported";
        foreach (var service in config.Find("services").Items().Where(one => !Service().IsMatch(one.Word() ?? "")))
            yield return $"service {service} is none";
        foreach (var map in config.Find("map").Items())
        {
            // Legacy since July 2026: addon_config, addons, all_addon_configs.
            if (map.Find("type").Word() is not ("homeassistant_config" or "app_config" or "ssl" or "local_apps" or "backup"
                or "share" or "media" or "all_app_configs" or "data")) yield return $"map {map.Find("type") ?? map} is none";
            if (!map.Find("read_only").IsBoolean()) yield return "read_only is no boolean";
            foreach (var (name, _) in map.Entries().Where(entry => entry.Name is not ("type" or "read_only" or "path")))
                yield return $"map has no {name}";
        }
    }

    private static IEnumerable<string> Backup(YamlMappingNode config)
    {
        if (config.Find("backup").Word() == "cold" && config.Find("backup_pre") is not null)
            yield return "backup_pre is not run when backup is cold";
    }

    private static IEnumerable<string> Numbers(YamlMappingNode config)
    {
        if (Number(config.Find("timeout")) is < 10 or > 300)
            yield return "timeout is not within 10 to 300";
        if (Number(config.Find("ingress_port")) is < 0 or > 65535)
            yield return "ingress_port is no port";
        foreach (var (port, place) in config.Find("ports").Entries())
        {
            if (!Port().IsMatch(port)) yield return $"{port} is no port";
            if (place.Word() is not ("null" or "~" or "")) yield return $"{port} is open before somebody asks for it";
            if (config.Find("ports_description").Find(port) is null) yield return $"{port} has no description";
        }
    }

    private static int? Number(YamlNode? node) =>
        int.TryParse(node.Word(), CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"\A[0-9]{1,5}/(tcp|udp)\z")]
    private static partial Regex Port();

    [GeneratedRegex(@"\A(mqtt|mysql):(provide|want|need)\z")]
    private static partial Regex Service();
}
