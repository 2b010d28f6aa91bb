using System.Globalization;
using System.Text;
using Cer.Operations.Ports;

namespace Cer.Operations.Homes;

/// <summary>The words by which Home Assistant knows what is ours; once given they never change.</summary>
/// <remarks>
/// Topics, unique ids and statistic ids are of small letters, digits and single underscores, as statistic ids must be
/// everywhere. Points and plants go by the store's numbers, so no code of a point is ever in one.
/// </remarks>
public static class HomeNames
{
    /// <summary>The code of a community in such letters; one that has others takes its number too, to stay the only one.</summary>
    public static string SlugOf(string code, CommunityId community)
    {
        var slug = new StringBuilder(code.Length + 8);
        foreach (var letter in code)
        {
            if (char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter)) slug.Append(letter);
            else if (slug.Length > 0 && slug[^1] != '_') slug.Append('_');
        }

        var plain = slug.ToString().TrimEnd('_');
        return plain == code ? code : string.Create(CultureInfo.InvariantCulture, $"{plain}_{community.Value}").TrimStart('_');
    }

    /// <summary>The device of a community: the first of each it has.</summary>
    public static string DeviceOf(string slug) => $"cer_{slug}";

    public static string PlantOf(string slug, int plant) =>
        string.Create(CultureInfo.InvariantCulture, $"cer_{slug}_plant_{plant}");

    public static string BuildingOf(string slug, int point) =>
        string.Create(CultureInfo.InvariantCulture, $"cer_{slug}_building_{point}");
}
