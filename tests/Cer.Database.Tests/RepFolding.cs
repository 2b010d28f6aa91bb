using Cer.Domain.Community;

namespace Cer.Database.Tests;

/// <summary>How groups are folded, step by step as the rule tells it.</summary>
internal static class RepFolding
{
    /// <summary>As what each group is told; null when it is told to nobody.</summary>
    public static Dictionary<string, string?> Fold(IReadOnlyDictionary<string, int> groups)
    {
        var told = new List<string>();
        var others = new List<string>();
        foreach (var (group, members) in groups) (members >= Anonymity.Fewest ? told : others).Add(group);
        while (others.Count > 0 && others.Sum(group => groups[group]) < Anonymity.Fewest && told.Count > 0)
        {
            var smallest = told.OrderBy(group => groups[group]).ThenBy(group => group, StringComparer.Ordinal).First();
            told.Remove(smallest);
            others.Add(smallest);
        }

        var isEnough = others.Sum(group => groups[group]) >= Anonymity.Fewest;
        return groups.Keys.ToDictionary(
            group => group, group => told.Contains(group) ? group : isEnough ? "other" : null, StringComparer.Ordinal);
    }
}
