using System.Globalization;
using System.Text.Json;

namespace Cer.Apps.Tests;

/// <summary>What stands of lists, by the rules of the store.</summary>
/// <remarks>A row leaves what it does not name, and a measure goes before an estimate.</remarks>
internal sealed class Shelf
{
    private static readonly string[] Quantities = ["withdrawn_kwh", "injected_kwh", "produced_kwh"];

    // A generator's energy is of another meter.
    private readonly Dictionary<(string Pod, string Start, bool IsMade, bool IsMeasured), Word> _words = [];

    /// <summary>Energies that were told another time with another value.</summary>
    public int Changed { get; private set; }

    /// <summary>How often each energy was told.</summary>
    public Dictionary<(string Pod, string Start, string Quantity), int> Told { get; } = [];

    /// <summary>Rows of a list that tell an energy which another of them has told of the same meter and start.</summary>
    public static IEnumerable<int> Seconds(IReadOnlyList<JsonElement> items)
    {
        var told = new HashSet<(string, string, string)>();
        for (var i = 0; i < items.Count; i++)
            foreach (var (name, _) in Energies(items[i]))
                if (!told.Add((Text(items[i], "pod"), Text(items[i], "start"), name))) yield return i + 1;
    }

    public void Take(JsonElement item)
    {
        var quality = Text(item, "quality");
        var key = (Text(item, "pod"), Text(item, "start"), item.TryGetProperty("produced_kwh", out _), quality == "measured");
        var told = Energies(item).ToDictionary(one => one.Name, one => one.Kwh);
        if (!_words.TryGetValue(key, out var word)) word = _words[key] = new(quality, []);
        var others = _words.GetValueOrDefault(key with { Item4 = !key.Item4 });
        if (told.Any(one => Differs(word, one.Key, one.Value) || Differs(others, one.Key, one.Value))) Changed++;
        foreach (var (name, kwh) in told)
        {
            word.Energies[name] = kwh;
            var one = (key.Item1, key.Item2, name);
            Told[one] = Told.GetValueOrDefault(one) + 1;
        }
    }

    /// <summary>Of each energy the best word that tells it.</summary>
    public Dictionary<(string Pod, string Start, string Quantity), (decimal Kwh, string Quality)> Standing() => _words
        .OrderBy(word => word.Key.IsMeasured)
        .SelectMany(word => word.Value.Energies.Select(
            one => (Key: (word.Key.Pod, word.Key.Start, one.Key), Value: (one.Value, word.Value.Quality))))
        .GroupBy(one => one.Key)
        .ToDictionary(one => one.Key, one => one.Last().Value);

    private static bool Differs(Word? word, string name, decimal kwh) =>
        word is not null && word.Energies.TryGetValue(name, out var before) && before != kwh;

    private static IEnumerable<(string Name, decimal Kwh)> Energies(JsonElement item) => Quantities
        .Where(name => item.TryGetProperty(name, out _))
        .Select(name => (name, decimal.Parse(Text(item, name), CultureInfo.InvariantCulture)));

    private static string Text(JsonElement item, string member) => item.GetProperty(member).GetString()!;

    private sealed record Word(string Quality, Dictionary<string, decimal> Energies);
}
