namespace Cer.Exchange.UrbanDatasets;

/// <summary>Finds lines of one message that tell the same quarter twice.</summary>
/// <remarks>
/// The same words again are a repeat. Different words cannot both be true: with one offset for the whole message
/// this is also how an autumn night sent by the local clock shows itself, so none of them is kept.
/// </remarks>
internal static class ConflictFinder
{
    private const int MostNamed = 5;

    public static void Judge(IReadOnlyList<Candidate> candidates)
    {
        foreach (var lines in Standing().GroupBy(c => (c.Device, c.Reading!.Start))) Judge([.. lines], "device");
        foreach (var lines in Standing().GroupBy(c => (c.Meter, c.Reading!.Unit, c.Reading.Start)))
            Judge([.. lines], "meter");

        IEnumerable<Candidate> Standing() => candidates.Where(candidate => candidate.Stands).ToList();
    }

    private static void Judge(Candidate[] lines, string owner)
    {
        if (lines.Length == 1) return;
        List<Candidate> different = [];
        foreach (var line in lines)
        {
            if (different.Find(other => other.Reading == line.Reading) is { } same)
                line.Repeat($"found the same as in line {same.Line}: ignored as a repeat");
            else different.Add(line);
        }

        if (different.Count == 1) return;
        var named = string.Join(", ", different.Take(MostNamed).Select(line => line.Line));
        foreach (var line in different)
        {
            line.Quarantine(
                $"found {different.Count} different readings of one {owner} in one quarter (lines {named}"
                + $"{(different.Count > MostNamed ? ", …" : "")}), expected one");
        }
    }
}
