using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Cer.Addon.Tests.Folder;

/// <summary>Reads YAML as what it is written as: a quoted word is a text, whatever it looks like.</summary>
internal static class Yaml
{
    public static YamlMappingNode Map(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    /// <summary>The entries of a mapping by their names; none when it is no mapping.</summary>
    public static IEnumerable<(string Name, YamlNode Value)> Entries(this YamlNode? node) =>
        (node as YamlMappingNode)?.Children.Select(pair => (((YamlScalarNode)pair.Key).Value!, pair.Value)) ?? [];

    public static YamlNode? Find(this YamlNode? node, string name) =>
        node.Entries().Where(entry => entry.Name == name).Select(entry => entry.Value).FirstOrDefault();

    public static IReadOnlyList<YamlNode> Items(this YamlNode? node) => (node as YamlSequenceNode)?.Children.ToArray() ?? [];

    public static string? Word(this YamlNode? node) => (node as YamlScalarNode)?.Value;

    public static bool IsPlain(this YamlNode? node) => node is YamlScalarNode { Style: ScalarStyle.Plain };

    public static bool IsBoolean(this YamlNode? node) => node.IsPlain() && node.Word() is "true" or "false";
}
