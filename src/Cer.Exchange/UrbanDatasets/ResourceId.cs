using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Cer.Exchange.Faults;
using NodaTime.Text;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>Names a collaboration: whose messages, of which dataset, since when.</summary>
/// <remarks>Source: SCPS Collaboration 2.0; some senders add a suffix behind one more underscore.</remarks>
public sealed partial record ResourceId
{
    public const string Form = "SCP-<n>_<solution>-<n>_<dataset>-<version>_<14 digits>";

    private const int Longest = 200;

    private static readonly LocalDateTimePattern Since =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMddHHmmss");

    private ResourceId(string value, string solution, string dataset) =>
        (Value, Solution, Dataset) = (value, solution, dataset);

    public string Value { get; }

    /// <summary>The solution part: what context.producer.id must be.</summary>
    public string Solution { get; }

    /// <summary>The dataset part: what specification.id.value must be.</summary>
    public string Dataset { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out ResourceId? id)
    {
        id = null;
        if (text.Length > Longest || Pattern().Match(text) is not { Success: true } match) return false;
        if (!Since.Parse(match.Groups["since"].Value).Success) return false;
        id = new(text, match.Groups["solution"].Value, match.Groups["dataset"].Value);
        return true;
    }

    /// <summary>What in the message is not the collaboration's; null when all agrees.</summary>
    public string? Disagreement(UrbanDatasetMessage message)
    {
        if (message.DatasetId != Dataset)
            return Differs("specification.id.value", message.DatasetId, Dataset);
        return message.ProducerId != Solution ? Differs("context.producer.id", message.ProducerId, Solution) : null;

        static string Differs(string where, string found, string expected) =>
            $"{where}: found {Quoted.InSentence(found)}, expected {Quoted.InSentence(expected)} as in resource_id";
    }

    public override string ToString() => Value;

    [GeneratedRegex(
        @"\ASCP-[A-Za-z0-9]+_(?<solution>[^_\s]+-[A-Za-z0-9]+)_(?<dataset>[A-Za-z0-9]+-[0-9]+\.[0-9]+)"
        + @"_(?<since>[0-9]{14})(_[A-Za-z0-9.-]+)?\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
