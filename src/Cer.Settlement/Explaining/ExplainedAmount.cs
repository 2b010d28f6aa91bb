using Cer.Domain.Codes;
using Cer.Domain.Rules;

namespace Cer.Settlement.Explaining;

/// <summary>A line of an explanation: an amount, what it was computed from, and the lines that it is the exact sum of.</summary>
/// <param name="Code">What it is, as a code that people's words are found by, such as <c>tip.base</c>.</param>
/// <param name="Eur">The amount, EUR; null when it is not known.</param>
public sealed record ExplainedAmount(string Code, decimal? Eur)
{
    /// <summary>Whom or what it is about: a unit, a fund, a day, an hour.</summary>
    public string? About { get; init; }

    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>Where the rule comes from that gave the amount.</summary>
    public RuleOrigin? Rule { get; init; }

    /// <summary>The formula of the community's own that gave the weight.</summary>
    public string? Formula { get; init; }

    /// <summary>The least certain quality of the readings behind it; null where it was not looked at.</summary>
    public Quality? Quality { get; init; }

    public IReadOnlyList<ExplainedAmount> Parts { get; init; } = [];

    /// <summary>The lines without parts, in order: they add up to the amount.</summary>
    public IEnumerable<ExplainedAmount> Leaves() => Parts.Count == 0 ? [this] : Parts.SelectMany(part => part.Leaves());

    /// <summary>A line that is the sum of others; not known when one of them is not.</summary>
    public static ExplainedAmount Sum(string code, IReadOnlyList<ExplainedAmount> parts) =>
        new(code, parts.Aggregate((decimal?)0m, (sum, part) => sum + part.Eur)) { Parts = parts };
}
