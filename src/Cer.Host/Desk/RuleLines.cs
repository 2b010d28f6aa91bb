namespace Cer.Host.Desk;

/// <summary>The parameters of a rule file as they are written, by their key.</summary>
internal static class RuleLines
{
    private const int Longest = 600;

    /// <summary>Each key at the margin with its value, comments and line breaks taken out.</summary>
    public static IReadOnlyList<(string Key, string Value)> Of(string text)
    {
        var found = new List<(string Key, string Value)>();
        foreach (var line in text.Split('\n').Select(line => Bare(line).TrimEnd()).Where(line => line.Length > 0))
        {
            if (!char.IsWhiteSpace(line[0]) && line.IndexOf(':') is > 0 and var colon)
                found.Add((line[..colon].Trim(), line[(colon + 1)..].Trim()));
            else if (found.Count > 0)
                found[^1] = (found[^1].Key, $"{found[^1].Value} {line.Trim()}".Trim());
        }

        return [.. found.Select(one => (one.Key, one.Value.Length > Longest ? $"{one.Value[..Longest]}…" : one.Value))];
    }

    private static string Bare(string line)
    {
        for (var i = 0; i < line.Length; i++)
            if (line[i] == '#' && (i == 0 || char.IsWhiteSpace(line[i - 1]))) return line[..i];
        return line;
    }
}
