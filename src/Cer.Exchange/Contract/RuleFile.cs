using Cer.Domain.Rules;
using Cer.Exchange.Yaml;
using NodaTime;

namespace Cer.Exchange.Contract;

/// <summary>A rule file as read: its id, its first day, and what it lays over the sets before it.</summary>
public sealed class RuleFile
{
    internal RuleFile(string file, RuleOrigin origin, YamlMap overlay) => (File, Origin, Overlay) = (file, origin, overlay);

    public string File { get; }

    public string Id => Origin.Id;

    public LocalDate From => Origin.From;

    public RuleOrigin Origin { get; }

    internal YamlMap Overlay { get; }
}
