using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Exchange.Faults;
using Cer.Exchange.Yaml;

namespace Cer.Exchange.Contract;

/// <summary>A version of the regolamento as JSON: the <c>distribution</c> of the contract, with more keys.</summary>
/// <remarks>
/// Solidarity: <c>base</c> names the key that <c>weights</c> multiply, 1 for who has none. Custom: an
/// <c>expression</c>, and <c>examples</c> that it must meet.
/// </remarks>
public static class RegolamentoText
{
    /// <summary>How faults name the text when nothing else is said.</summary>
    public const string Name = "regolamento";

    // A statement tells each of them, and has room for three pages.
    private const int MostSteps = 12;
    private const int LongestName = 100;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>The distribution; null when there is none to be had, which the faults then tell.</summary>
    /// <param name="json">The text.</param>
    /// <param name="members">The community's members.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <param name="name">How faults name it.</param>
    public static Distribution? Read(
        ReadOnlyMemory<byte> json, IReadOnlyList<Member> members, FaultList faults, string name = Name)
    {
        var before = faults.Faults.Count;
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            if (JsonNodes.Of(document.RootElement, name) is not YamlMap map)
            {
                faults.Add(name, 1, Name, "another thing", "an object with steps and surplus");
                return null;
            }

            var distribution = new DistributionReader(members, faults, CodeLists.AllKeys).Read(new(map, "", faults));
            Check(map, faults);
            return faults.Faults.Count == before ? distribution : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The second is how half of a surrogate pair is told.
            faults.Add(
                name, 1, Name, "JSON that cannot be read", "an object with steps and surplus, at most 8 levels deep");
            return null;
        }
    }

    /// <summary>The <c>distribution</c> of a community's file as such a text; null when the file has none.</summary>
    public static string? OfCommunityFile(ReadOnlySpan<byte> file)
    {
        if (YamlDocument.Read(CommunityFile.Name, file, new())?.Find("distribution")?.Value is not YamlMap found) return null;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) JsonNodes.Write(json, found);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>What the contract leaves open and a regolamento should not: more than the whole, steps after the rest.</summary>
    private static void Check(YamlMap map, FaultList faults)
    {
        if (map.Find("steps")?.Value is not YamlList steps) return;
        if (steps.Items.Count > MostSteps)
        {
            var count = string.Create(CultureInfo.InvariantCulture, $"{steps.Items.Count} steps");
            faults.Add(map.File, 1, "steps", count, $"at most {MostSteps}");
        }

        var sum = 0m;
        var rest = false;
        for (var i = 0; i < Math.Min(steps.Items.Count, MostSteps); i++)
        {
            if (steps.Items[i] is not YamlMap step) continue;
            var place = string.Create(CultureInfo.InvariantCulture, $"steps[{i}]");
            if (rest)
                faults.Add(map.File, 1, place, "a step after the rest", "the rest as the last step: nothing is left after it");
            rest |= step.Find("rest") is not null;
            if (step.Find("percent")?.Value is YamlScalar percent
                && YamlFields.TryNumber(percent, out var number) && number <= 100) sum += number;
            foreach (var name in new[] { "fund", "class" }) CheckName(step, name, place, faults);
        }

        if (map.Find("surplus")?.Value is YamlMap surplus) CheckName(surplus, "otherwise", "surplus", faults);
        if (sum <= 100) return;
        var all = sum.ToString("0.######", CultureInfo.InvariantCulture);
        faults.Add(map.File, 1, "steps", $"{all} per cent in all", "at most 100");
    }

    private static void CheckName(YamlMap map, string key, string place, FaultList faults)
    {
        if (map.Find(key)?.Value is not YamlScalar { Value: var name }) return;
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName || name.Any(char.IsControl))
            faults.Add(map.File, 1, $"{place}.{key}", Quoted.Text(name), $"a name of 1 to {LongestName} characters on one line");
    }
}
