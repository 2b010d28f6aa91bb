using System.Text.RegularExpressions;
using Cer.Addon.Tests.Folder;
using YamlDotNet.RepresentationModel;

namespace Cer.Addon.Tests.Packages;

/// <summary>The files of homeassistant/, and what they define and name.</summary>
internal static partial class PackageFiles
{
    public static readonly string Folder = Path.Combine(Clone.Root, "homeassistant");

    public static IReadOnlyList<string> All { get; } =
        [.. Directory.GetFiles(Folder, "*.yaml", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> Inverters => All.Where(name => name.StartsWith("packages/inverter/", StringComparison.Ordinal));

    public static IEnumerable<string> Packages => All.Where(name => name.StartsWith("packages/", StringComparison.Ordinal));

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name));

    /// <summary>The entities that a package makes, by the names that it gives them.</summary>
    public static IEnumerable<string> EntitiesOf(string name)
    {
        var file = Yaml.Map(Text(name));
        foreach (var hub in file.Find("modbus").Items())
            foreach (var sensor in hub.Find("sensors").Items()) yield return $"sensor.{sensor.Find("name").Word()}";
        foreach (var block in file.Find("template").Items())
            foreach (var kind in new[] { "sensor", "binary_sensor" })
                foreach (var sensor in block.Find(kind).Items()) yield return $"{kind}.{sensor.Find("name").Word()}";
        foreach (var (key, _) in file.Find("utility_meter").Entries()) yield return $"sensor.{key}";
        foreach (var (key, _) in file.Find("input_boolean").Entries()) yield return $"input_boolean.{key}";
        foreach (var (key, _) in file.Find("rest_command").Entries()) yield return $"rest_command.{key}";
    }

    /// <summary>The entities and commands that a file names, in templates too, without its comments.</summary>
    public static IEnumerable<string> NamedIn(string name) =>
        Named().Matches(Comments().Replace(Text(name), "")).Select(match => match.Value).Distinct();

    public static IEnumerable<string> SecretsIn(string name) =>
        Secrets().Matches(Comments().Replace(Text(name), "")).Select(match => match.Groups[1].Value);

    /// <summary>Every node of a file.</summary>
    public static IEnumerable<YamlNode> Nodes(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.Values.SelectMany(Nodes).Prepend(node),
        YamlSequenceNode list => list.Children.SelectMany(Nodes).Prepend(node),
        _ => [node],
    };

    [GeneratedRegex(@"\b(sensor|binary_sensor|input_boolean|sun|rest_command)\.[a-z0-9_]+")]
    private static partial Regex Named();

    [GeneratedRegex(@"!secret (\w+)")]
    private static partial Regex Secrets();

    [GeneratedRegex(@"^\s*#.*$", RegexOptions.Multiline)]
    private static partial Regex Comments();
}
