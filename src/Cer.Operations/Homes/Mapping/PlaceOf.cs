namespace Cer.Operations.Homes.Mapping;

/// <summary>Which of the places that the community has an entity names.</summary>
internal sealed class PlaceOf
{
    private readonly EntityFacts _facts;
    private readonly Dictionary<string, IReadOnlyList<string>> _words = new(StringComparer.Ordinal);

    public PlaceOf(EntityFacts facts, IEnumerable<MeterNeed> needs)
    {
        _facts = facts;
        foreach (var need in needs)
        {
            var place = Place(need);
            if (_words.ContainsKey(place)) continue;
            string[] met = [.. need.Words.Where(word => facts.All.Any(other => MappingWords.Meet(word, other))).Distinct()];
            if (met.Length > 0) _words[place] = met;
        }
    }

    public IReadOnlyList<string> WordsFor(MeterNeed need) => _words.GetValueOrDefault(Place(need)) ?? [];

    /// <summary>Whether it names a place, and not this one.</summary>
    public bool IsElsewhere(MeterNeed need) => _words.Count > 0 && !_words.ContainsKey(Place(need));

    public bool HasPod(MeterNeed need) => _facts.Pods.Any(pod => pod.StartsWith(need.Pod, StringComparison.Ordinal));

    public bool HasDevice(MeterNeed need) => need.Devices.Any(device => device.Length >= 6
        && _facts.Text.Contains(device.ToUpperInvariant(), StringComparison.Ordinal));

    /// <summary>Whether it bears the code of another point.</summary>
    public bool IsForbidden(MeterNeed need) => _facts.Pods.Count > 0 && !HasPod(need);

    private static string Place(MeterNeed need) => $"{need.Pod}/{need.Plant}";
}
