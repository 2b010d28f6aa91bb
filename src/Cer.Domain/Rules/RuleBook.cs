using NodaTime;

namespace Cer.Domain.Rules;

/// <summary>Every rule set with the day it begins, and the CAC rates by year.</summary>
/// <param name="Ids">Ids of the rule files, in the order of application.</param>
/// <param name="Sets">The sets by their first day, ascending; the first is in force from 1900-01-01 or earlier.</param>
/// <param name="Cac">Rates by calendar year, whatever the day of the file that names them.</param>
public sealed record RuleBook(
    IReadOnlyList<string> Ids, IReadOnlyList<DatedRuleSet> Sets, IReadOnlyDictionary<int, CacRate> Cac)
{
    /// <summary>The set in force on a Rome day.</summary>
    public RuleSet On(LocalDate day) => DatedOn(day).Rules;

    /// <summary>Which file gave a rule that is in force on a Rome day; null for a key that no file has.</summary>
    public RuleOrigin? OriginOf(string key, LocalDate day) => DatedOn(day).Origins.GetValueOrDefault(key);

    private DatedRuleSet DatedOn(LocalDate day)
    {
        var found = Sets[0];
        foreach (var set in Sets)
            if (set.From <= day) found = set;
        return found;
    }

    /// <summary>TRAS_E of a year in EUR/MWh; null until an act confirms it: regulation Q1.</summary>
    public decimal? TransmissionRate(int year) => Cac.GetValueOrDefault(year)?.ConfirmedTransmissionRate;

    /// <summary>BTAU of a year in EUR/MWh; null until an act confirms it.</summary>
    public decimal? Btau(int year) => Cac.GetValueOrDefault(year)?.ConfirmedBtau;
}
