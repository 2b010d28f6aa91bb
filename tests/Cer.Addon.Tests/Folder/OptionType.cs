using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Cer.Addon.Tests.Folder;

/// <summary>A type of an option, as the schema of an app writes it: <c>int(1,5)?</c>, <c>list(a|b)</c>, <c>match(…)</c>.</summary>
/// <remarks>
/// developers.home-assistant.io, configuration of apps: str, bool, int, float with ranges, email, url, password, port,
/// match, list, device; a question mark at the end says that the option may be left out.
/// </remarks>
internal sealed partial record OptionType(string Kind, string? Within, bool IsOptional)
{
    public static OptionType? Of(string text)
    {
        var match = Form().Match(text);
        if (!match.Success) return null;
        var within = match.Groups["within"] is { Success: true } group ? group.Value : null;
        var type = new OptionType(match.Groups["kind"].Value, within, match.Groups["optional"].Success);
        var fits = type.Kind switch
        {
            "list" => within?.Split('|').All(word => word.Length > 0) == true,
            "match" => within is { Length: > 0 },
            "str" or "password" or "int" or "float" => within is null || Range().IsMatch(within),
            _ => within is null,
        };
        return fits ? type : null;
    }

    /// <summary>Whether a default fits.</summary>
    public bool Takes(YamlNode value)
    {
        var word = value.Word() ?? "";
        return Kind switch
        {
            "bool" => value.IsBoolean(),
            "int" or "port" => value.IsPlain() && long.TryParse(word, CultureInfo.InvariantCulture, out var number)
                && number >= (Kind == "port" ? 1 : Bound(0) ?? long.MinValue)
                && number <= (Kind == "port" ? 65535 : Bound(1) ?? long.MaxValue),
            "float" => value.IsPlain() && double.TryParse(word, CultureInfo.InvariantCulture, out _),
            "list" => Within!.Split('|').Contains(word),
            "match" => Regex.IsMatch(word, Within!),
            "email" => word.Contains('@', StringComparison.Ordinal),
            "url" => Uri.TryCreate(word, UriKind.Absolute, out _),
            _ => value is YamlScalarNode && !value.IsBoolean(),
        };
    }

    private long? Bound(int place) =>
        Within?.Split(',') is { Length: 2 } bounds && bounds[place].Length > 0
            ? long.Parse(bounds[place], CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"\A(?<kind>str|bool|int|float|email|url|password|port|match|list|device)(\((?<within>.*)\))?(?<optional>\?)?\z")]
    private static partial Regex Form();

    [GeneratedRegex(@"\A-?[0-9.]*,-?[0-9.]*\z")]
    private static partial Regex Range();
}
