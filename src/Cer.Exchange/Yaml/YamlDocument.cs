using System.Text;
using Cer.Exchange.Faults;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Cer.Exchange.Yaml;

/// <summary>Reads a YAML file into nodes that know their lines; what is not well-formed becomes a fault.</summary>
internal static class YamlDocument
{
    /// <summary>Largest file read, bytes.</summary>
    public const int LargestFile = 64 * 1024 * 1024;

    private const int Deepest = 32;

    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>The mapping at the root; null when there is none to be had.</summary>
    public static YamlMap? Read(string file, ReadOnlySpan<byte> bytes, FaultList faults)
    {
        if (bytes.Length > LargestFile)
        {
            faults.Add(file, 1, "file", $"{bytes.Length} bytes", $"at most {LargestFile}");
            return null;
        }

        Parser? parser = null;
        try
        {
            if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
            var text = Strict.GetString(bytes);
            parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
            return new Builder(file, parser, faults).Root();
        }
        catch (DecoderFallbackException failure)
        {
            var line = 1 + bytes[..Math.Clamp(failure.Index, 0, bytes.Length)].Count((byte)'\n');
            faults.Add(file, line, "file", "bytes that are not UTF-8", "UTF-8 text");
        }
        catch (YamlException failure)
        {
            faults.Add(file, failure.End.Line, "file", $"YAML that cannot be read ({Quoted.Text(failure.Message)})", "well-formed YAML");
        }

        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException)
        {
            // Some broken texts surprise the parser itself; fuzzing found them.
            faults.Add(file, parser?.Current?.End.Line ?? 1, "file", "YAML that cannot be read", "well-formed YAML");
        }

        return null;
    }

    private sealed class Builder(string file, Parser parser, FaultList faults)
    {
        private readonly Dictionary<AnchorName, YamlNode> _anchors = [];

        public YamlMap? Root()
        {
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                faults.Add(file, 1, "file", "nothing", "a mapping of keys");
                return null;
            }

            var root = Node("", 0);
            parser.Consume<DocumentEnd>();
            if (parser.TryConsume<DocumentStart>(out var second))
                faults.Add(file, second.Start.Line, "file", "a second document", "one document");
            if (root is YamlMap map) return map;
            faults.Add(file, root.Line, "file", "no mapping", "a mapping of keys");
            return null;
        }

        private YamlNode Node(string path, int depth)
        {
            if (depth > Deepest)
                throw new YamlException(parser.Current!.Start, parser.Current.End, $"nested deeper than {Deepest} levels");
            if (parser.TryConsume<AnchorAlias>(out var alias))
                return _anchors.TryGetValue(alias.Value, out var known)
                    ? known
                    : throw new YamlException(alias.Start, alias.End, "an alias without its anchor");

            var node = parser.Consume<NodeEvent>();
            YamlNode built = node switch
            {
                Scalar scalar => new YamlScalar(
                    file, scalar.Start.Line, scalar.Value, scalar.Style is ScalarStyle.Plain && !IsText(scalar.Tag)),
                SequenceStart => new YamlList(file, node.Start.Line, Items(path, depth)),
                _ => Map(path, node.Start.Line, depth),
            };
            if (!node.Anchor.IsEmpty) _anchors[node.Anchor] = built;
            return built;
        }

        private static bool IsText(TagName tag) => !tag.IsEmpty && tag.Value == "tag:yaml.org,2002:str";

        private List<YamlNode> Items(string path, int depth)
        {
            var items = new List<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Node($"{path}[{items.Count}]", depth + 1));
            return items;
        }

        private YamlMap Map(string path, long line, int depth)
        {
            var entries = new List<YamlEntry>();
            var keys = new HashSet<string>(StringComparer.Ordinal);
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var start = parser.Current!.Start;
                var name = Node(path, depth + 1) is YamlScalar key
                    ? key.Value
                    : throw new YamlException(start, start, "a key that is not a single value");
                var child = path.Length == 0 ? name : $"{path}.{name}";
                var value = Node(child, depth + 1);
                if (keys.Add(name)) entries.Add(new(name, file, start.Line, value));
                else faults.Add(file, start.Line, child, "the key a second time", "each key once");
            }

            return new(file, line, entries);
        }
    }
}
