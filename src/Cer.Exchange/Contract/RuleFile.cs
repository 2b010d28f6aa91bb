using Cer.Exchange.Yaml;
using NodaTime;

namespace Cer.Exchange.Contract;

/// <summary>A rule file as read: its id, its first day, and what it lays over the sets before it.</summary>
public sealed class RuleFile
{
    internal RuleFile(string file, string id, LocalDate from, YamlMap overlay) =>
        (File, Id, From, Overlay) = (file, id, from, overlay);

    public string File { get; }

    public string Id { get; }

    public LocalDate From { get; }

    internal YamlMap Overlay { get; }
}
