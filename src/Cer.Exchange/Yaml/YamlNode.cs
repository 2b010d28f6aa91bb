namespace Cer.Exchange.Yaml;

/// <summary>A piece of a YAML file that knows where it stands.</summary>
internal abstract record YamlNode(string File, long Line);
