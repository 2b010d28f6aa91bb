using Cer.Domain.Community;

namespace Cer.Database.Tests;

/// <summary>How groups of a day are folded, step by step as the rule tells it.</summary>
internal static class RepFolding
{
    /// <summary>As what each group is told all day.</summary>
    /// <param name="groups">Members of each group, hour by hour; every group has as many hours.</param>
    public static Dictionary<string, string> Fold(IReadOnlyDictionary<string, int[]> groups)
    {
        var told = new List<string>();
        var others = new List<string>();
        foreach (var (group, hours) in groups) (hours.Min() >= Anonymity.FewestTold ? told : others).Add(group);
        bool IsFew(int hour) => others.Sum(group => groups[group][hour]) is > 0 and < Anonymity.FewestTold;
        if (told.Count > 0 && Enumerable.Range(0, groups.Values.First().Length).Any(IsFew))
        {
            var smallest = told.OrderBy(group => groups[group].Min()).ThenBy(group => group, StringComparer.Ordinal).First();
            told.Remove(smallest);
            others.Add(smallest);
        }

        return groups.Keys.ToDictionary(group => group, group => told.Contains(group) ? group : "other", StringComparer.Ordinal);
    }
}
