using YamlDotNet.RepresentationModel;

namespace Cer.Addon.Tests.Folder;

/// <summary>Options and their schema: a default that does not fit makes an app impossible to start.</summary>
internal static class OptionRules
{
    private const int Deepest = 2;

    public static IEnumerable<string> ProblemsOf(YamlMappingNode config) =>
        ProblemsOf(config.Find("schema"), config.Find("options"), "", 1);

    /// <summary>The names of all options, those in groups as <c>group.name</c>.</summary>
    public static IEnumerable<string> NamesOf(YamlNode? schema, string above = "") => schema.Entries().SelectMany(
        entry => NamesOf(entry.Value, $"{above}{entry.Name}.").Prepend($"{above}{entry.Name}"));

    private static IEnumerable<string> ProblemsOf(YamlNode? schema, YamlNode? options, string above, int depth)
    {
        foreach (var (name, _) in options.Entries().Where(option => schema.Find(option.Name) is null))
            yield return $"{above}{name} has a default and no type";
        foreach (var (name, type) in schema.Entries())
        {
            var value = options.Find(name);
            if (type is YamlMappingNode group)
            {
                if (depth == Deepest) yield return $"{above}{name} is nested too deeply";
                // A group that is not there is a missing option, even when all in it may be left out.
                if (value is not YamlMappingNode) yield return $"{above}{name} has no default";
                foreach (var problem in ProblemsOf(group, value, $"{above}{name}.", depth + 1)) yield return problem;
            }
            else if (OptionType.Of(type.Word() ?? "") is not { } known) yield return $"{above}{name} is of no type: {type}";
            else if (known.IsOptional && value is not null) yield return $"{above}{name} may be left out and has a default";
            else if (!known.IsOptional && value is null) yield return $"{above}{name} has no default";
            else if (value is not null && !known.Takes(value)) yield return $"{above}{name} has the default {value}, not {type}";
        }
    }
}
