using Microsoft.Extensions.Configuration;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Cer.NetDaemon;

/// <summary>Reads the settings of all apps from the YAML and JSON files of a folder; the names of their types are the keys.</summary>
public static class AppSettings
{
    private const int MostBytes = 1024 * 1024;

    /// <exception cref="InvalidDataException">A file is no YAML or JSON, with the sentence that says where.</exception>
    public static IConfiguration Read(string folder)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (Directory.Exists(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                if (Path.GetExtension(file) is ".yaml" or ".yml" or ".json") Add(file, values);
        }

        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }

    /// <summary>The same of one file alone.</summary>
    /// <exception cref="InvalidDataException">It is no YAML or JSON, with the sentence that says where.</exception>
    public static IConfiguration ReadFile(string file)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        Add(file, values);
        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }

    // JSON is YAML.
    private static void Add(string file, Dictionary<string, string?> values)
    {
        var name = Path.GetFileName(file);
        if (new FileInfo(file).Length > MostBytes)
            throw new InvalidDataException($"{name}: found more than {MostBytes} bytes, expected the settings of apps.");
        try
        {
            using var reader = new StreamReader(file);
            var yaml = new YamlStream();
            yaml.Load(reader);
            foreach (var document in yaml.Documents) Flatten("", document.RootNode, values, 0, name);
        }
        catch (YamlException fault)
        {
            throw new InvalidDataException(
                $"{name}, line {fault.Start.Line}: found something that is no YAML, expected keys and values: {fault.Message}",
                fault);
        }
    }

    private static void Flatten(string key, YamlNode node, Dictionary<string, string?> values, int depth, string name)
    {
        if (depth > 20) throw new InvalidDataException($"{name}: found more than 20 levels, expected fewer.");
        switch (node)
        {
            case YamlScalarNode { Value: var text, Style: var style } when key.Length > 0:
                values[key] = style == ScalarStyle.Plain && text is "" or "~" or "null" ? null : text;
                break;
            case YamlMappingNode map:
                foreach (var (member, value) in map.Children)
                    Flatten(Join(key, ((YamlScalarNode)member).Value ?? ""), value, values, depth + 1, name);
                break;
            case YamlSequenceNode list:
                for (var i = 0; i < list.Children.Count; i++)
                    Flatten(Join(key, $"{i}"), list.Children[i], values, depth + 1, name);
                break;
        }
    }

    private static string Join(string key, string part) => key.Length == 0 ? part : $"{key}:{part}";
}
