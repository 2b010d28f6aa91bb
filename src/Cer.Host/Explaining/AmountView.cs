using Cer.Domain.Codes;
using Cer.Settlement.Explaining;
using NodaTime.Text;

namespace Cer.Host.Explaining;

/// <summary>A line of an explanation as JSON; eur is null when it is not known.</summary>
/// <param name="Code">What it is: docs/api.md lists the codes.</param>
/// <param name="About">Whom or what it is about.</param>
/// <param name="Eur">The amount.</param>
/// <param name="Facts">The figures it was computed from.</param>
/// <param name="Formula">The community's own formula that gave the weight; null when none did.</param>
/// <param name="Rule">Where the rule comes from.</param>
/// <param name="Quality">How well the readings behind it are known; null where it was not looked at.</param>
/// <param name="Parts">The lines it is the exact sum of; empty for a leaf, and for a day that was not asked for.</param>
internal sealed record AmountView(
    string Code,
    string? About,
    decimal? Eur,
    IReadOnlyList<AmountView.FactView> Facts,
    string? Formula,
    AmountView.RuleView? Rule,
    string? Quality,
    IReadOnlyList<AmountView> Parts)
{
    /// <param name="line">The line.</param>
    /// <param name="day">The day whose hours are wanted; null for none, "all" for every one.</param>
    public static AmountView Of(ExplainedAmount line, string? day) => new(
        line.Code,
        line.About,
        line.Eur,
        [.. line.Facts.Select(fact => new FactView(fact.Name, fact.Value, fact.Unit))],
        line.Formula,
        line.Rule is { } rule ? new(rule.Id, LocalDatePattern.Iso.Format(rule.From), rule.Act) : null,
        line.Quality is { } quality ? CodeLists.Qualities.Word(quality) : null,
        line.Code == "tip.day" && day != "all" && line.About != day ? [] : [.. line.Parts.Select(part => Of(part, day))]);

    internal sealed record FactView(string Name, decimal Value, string Unit);

    internal sealed record RuleView(string Id, string From, string? Act);
}
