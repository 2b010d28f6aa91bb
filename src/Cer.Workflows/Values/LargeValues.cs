using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Cer.Workflows.Values;

/// <summary>Values of an instance that are too large to be written again with every step: each is kept once, by its hash.</summary>
public sealed class LargeValues
{
    /// <summary>So many characters as JSON stay where they are.</summary>
    public const int Bound = 32 * 1024;

    internal const string Type = "Apart";

    private static readonly System.Text.Json.JsonDocumentOptions Reading = new() { MaxDepth = 256 };

    private readonly Dictionary<string, string> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _new = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object?> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<object, string> _known = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);

    /// <param name="kept">What is kept already, by its hash.</param>
    public LargeValues(IEnumerable<KeyValuePair<string, string>> kept)
    {
        foreach (var (hash, text) in kept) _kept[hash] = text;
    }

    /// <summary>Whether a text of a state may name any; false is certain.</summary>
    public static bool MayBeIn(string state) => state.Contains($"\"{Type}\"", StringComparison.Ordinal);

    /// <summary>What was named since <see cref="Begin"/> and is not kept yet.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string>> New => _new;

    /// <summary>What is kept and was not named since <see cref="Begin"/>.</summary>
    public IReadOnlyList<string> Gone => [.. _kept.Keys.Where(hash => !_named.Contains(hash))];

    /// <summary>How many characters all that was named has, each counted once.</summary>
    public long Length => _named.Sum(hash => (long)(_new.GetValueOrDefault(hash) ?? _kept[hash]).Length);

    /// <summary>The state is about to be written: what it names is counted anew.</summary>
    public void Begin()
    {
        _named.Clear();
        _new.Clear();
    }

    /// <summary>What was new is kept, and what is gone is not.</summary>
    public void Written()
    {
        foreach (var hash in Gone) _kept.Remove(hash);
        foreach (var (hash, text) in _new) _kept[hash] = text;
        _new.Clear();
    }

    /// <summary>The JSON of a value without its large parts; a part that is large in itself is kept, not what it lies in.</summary>
    internal JsonNode? Apart(object? value, JsonNode? node) => Measure(node) <= Bound ? node : Cut(value, node).Left;

    internal object? Of(string hash)
    {
        if (_read.TryGetValue(hash, out var known)) return known;
        var text = _kept.GetValueOrDefault(hash)
            ?? throw new InvalidDataException("Found no value of a hash that the state names, expected it to be kept.");
        var value = ValueJson.FromState(JsonNode.Parse(text, documentOptions: Reading));
        // A text is never changed: the same one need not be read twice, nor hashed when it is written.
        if (value is string) (_read[hash], _known[value]) = (value, hash);
        return value;
    }

    private static long Measure(JsonNode? node) => node switch
    {
        JsonObject fields => fields.Sum(one => one.Key.Length + Measure(one.Value)),
        JsonArray list => list.Sum(Measure),
        JsonValue one when one.GetValueKind() == System.Text.Json.JsonValueKind.String => one.GetValue<string>().Length,
        _ => 8,
    };

    private (JsonNode? Left, int Size) Cut(object? value, JsonNode? node)
    {
        switch (node)
        {
            // What says its type is one value.
            case JsonObject fields when ValueJson.IsMarked(fields, out _):
                return Sized(null, fields, (int)Measure(fields));
            case JsonObject fields:
                return Sized(null, fields, Shrink(fields, value as IEnumerable<KeyValuePair<string, object?>>));
            case JsonArray list:
                return Sized(null, list, Shrink(list, value as List<object?>));
            case JsonValue one when one.GetValueKind() == System.Text.Json.JsonValueKind.String:
                var text = one.GetValue<string>();
                return Sized(value as string, one, text.Length);
            default:
                return (node, 8);
        }
    }

    private int Shrink(JsonObject fields, IEnumerable<KeyValuePair<string, object?>>? values)
    {
        var all = values?.GroupBy(one => one.Key).ToDictionary(one => one.Key, one => one.First().Value);
        var size = 0;
        foreach (var (name, field) in fields.ToList())
        {
            var (rest, length) = Cut(all?.GetValueOrDefault(name), field);
            if (!ReferenceEquals(rest, field)) fields[name] = rest;
            size += length + name.Length;
        }

        return size;
    }

    private int Shrink(JsonArray list, List<object?>? values)
    {
        var size = 0;
        for (var i = 0; i < list.Count; i++)
        {
            var (rest, length) = Cut(values is not null && i < values.Count ? values[i] : null, list[i]);
            if (!ReferenceEquals(rest, list[i])) list[i] = rest;
            size += length;
        }

        return size;
    }

    private (JsonNode Left, int Size) Sized(string? same, JsonNode node, int size)
    {
        if (size <= Bound) return (node, size);
        if (same is null || !_known.TryGetValue(same, out var hash))
        {
            var text = node.ToJsonString();
            hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            if (!_kept.ContainsKey(hash)) _new[hash] = text;
            if (same is not null) _known[same] = hash;
        }
        else if (!_kept.ContainsKey(hash) && !_new.ContainsKey(hash))
        {
            _new[hash] = node.ToJsonString();
        }

        _named.Add(hash);
        return (ValueJson.Marked(Type, JsonValue.Create(hash)), hash.Length + 16);
    }
}
