namespace Cer.Exchange.Yaml;

/// <summary>A key of a mapping, where it stands, and its value.</summary>
internal sealed record YamlEntry(string Key, string File, long Line, YamlNode Value);
