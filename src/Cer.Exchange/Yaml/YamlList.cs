namespace Cer.Exchange.Yaml;

/// <summary>A sequence.</summary>
internal sealed record YamlList(string File, long Line, IReadOnlyList<YamlNode> Items) : YamlNode(File, Line);
