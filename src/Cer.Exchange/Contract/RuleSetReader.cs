using System.Globalization;
using Cer.Domain.Codes;
using Cer.Domain.Rules;
using Cer.Exchange.Faults;
using Cer.Exchange.Yaml;

namespace Cer.Exchange.Contract;

/// <summary>Turns merged rule files into a rule set; reports what does not fit, with the file it comes from.</summary>
internal static class RuleSetReader
{
    private const string Amount = "a number not below zero";
    private const string Share = "a share from 0 to 1";

    /// <summary>The set; null when any part of it could not be read.</summary>
    public static RuleSet? Read(YamlFields fields)
    {
        var brackets = Brackets(fields);
        var reference = fields.Number("price_reference", "EUR/MWh", _ => true);
        var fc = ByCode(fields, "fc", CodeLists.Areas);
        var years = fields.Number("right_years", "whole years, 1 to 100", n => n is >= 1 and <= 100 && n == decimal.Truncate(n));
        var grant = Grant(fields.Section("grant"));
        var exemption = Exemption(fields.Section("exempt"));
        var order = fields.Code("merit_order", CodeLists.MeritOrders);
        var flat = Flat(fields);
        var thresholds = Thresholds(fields.Section("thresholds"));
        var advance = Advance(fields.Section("advance"));
        var fees = Fees(fields.Section("fees"));
        var losses = ByCode(fields, "losses", CodeLists.Voltages);
        fields.Has("cac");
        fields.RefuseTheRest();

        if (brackets is null || reference is null || fc is null || years is null || grant is null || exemption is null
            || order is null || flat is null || thresholds is null || advance is null || fees is null || losses is null) return null;
        return new()
        {
            Brackets = brackets,
            PriceReference = reference.Value,
            Fc = fc,
            RightYears = decimal.ToInt32(years.Value),
            Grant = grant,
            Exemption = exemption,
            MeritOrder = order.Value,
            Flat42Bis = flat,
            Thresholds = thresholds,
            Advance = advance,
            Fees = fees,
            Losses = losses,
        };
    }

    /// <summary>The CAC rates by year.</summary>
    public static Dictionary<int, CacRate> ReadCac(YamlFields fields)
    {
        var rates = new Dictionary<int, CacRate>();
        if (fields.Section("cac") is not { } section) return rates;
        foreach (var entry in section.Map.Entries)
        {
            var known = entry.Key.Length == 4
                & int.TryParse(entry.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var year);
            if (!known || year < 1900)
            {
                section.Fault(entry.Key, Quoted.Text(entry.Key), "a year such as 2026");
                continue;
            }

            if (section.Section(entry.Key) is not { } rate) continue;
            rates[year] = new(
                rate.OptionalNumber("tras_e", "EUR/MWh, not below zero", n => n >= 0),
                rate.OptionalNumber("btau", "EUR/MWh, not below zero", n => n >= 0),
                rate.OptionalText("act"));
            rate.RefuseTheRest();
        }

        return rates;
    }

    private static List<Bracket>? Brackets(YamlFields fields)
    {
        const string Form = "[up to kW, BASE, CAP] in rising order of kW, BASE not above CAP";
        var items = fields.List("brackets");
        var brackets = new List<Bracket>();
        var below = 0m;
        foreach (var item in items)
        {
            if (item is YamlList { Items: [YamlScalar kw, YamlScalar least, YamlScalar cap] }
                && YamlFields.TryNumber(kw, out var upTo) && upTo > below
                && YamlFields.TryNumber(least, out var from) && from >= 0
                && YamlFields.TryNumber(cap, out var to) && to >= from)
            {
                brackets.Add(new(upTo, from, to));
                below = upTo;
                continue;
            }

            fields.Fault("brackets", "something else", Form);
            return null;
        }

        if (brackets.Count > 0) return brackets;
        if (fields.Optional("brackets") is YamlList) fields.Fault("brackets", "no bracket", Form);
        return null;
    }

    private static Dictionary<T, decimal>? ByCode<T>(YamlFields fields, string key, CodeList<T> codes)
        where T : struct, Enum
    {
        if (fields.Section(key) is not { } section) return null;
        var values = new Dictionary<T, decimal>();
        foreach (var word in codes.Words)
            if (section.Number(word, Amount, n => n >= 0) is { } value && codes.TryParse(word, out var code))
                values[code] = value;
        section.RefuseTheRest();
        return values.Count == codes.Words.Count ? values : null;
    }

    private static GrantRule? Grant(YamlFields? section)
    {
        if (section is null) return null;
        var percent = section.Number("max_percent", "a percentage above 0, up to 100", n => n is > 0 and <= 100);
        var factor = section.Number("max_factor", Share, n => n is >= 0 and <= 1);
        section.RefuseTheRest();
        return percent is null || factor is null ? null : new(percent.Value, factor.Value);
    }

    private static ExemptionRule? Exemption(YamlFields? section)
    {
        if (section is null) return null;
        var categories = new HashSet<MemberCategory>();
        foreach (var item in section.List("categories"))
        {
            if (item is YamlScalar word && CodeLists.Categories.TryParse(word.Value, out var category)) categories.Add(category);
            else section.Fault("categories", item is YamlScalar other ? Quoted.Text(other.Value)
                : "no category", CodeLists.Categories.Expected);
        }

        var persons = section.OptionalDay("natural_persons_from");
        var share = section.Code("share", CodeLists.ExemptShares);
        var granted = section.OptionalFlag("granted_first");
        if (granted is null && section.Optional("granted_first") is null) section.Fault("granted_first", "nothing", "true|false");
        section.RefuseTheRest();
        return share is null || granted is null ? null : new(categories, persons, share.Value, granted.Value);
    }

    private static Dictionary<ConfigurationKind, decimal>? Flat(YamlFields fields)
    {
        if (fields.Section("flat_42bis") is not { } section) return null;
        var cer = section.Number("CER", Amount, n => n >= 0);
        var gac = section.Number("GAC", Amount, n => n >= 0);
        section.RefuseTheRest();
        return cer is null || gac is null
            ? null
            : new() { [ConfigurationKind.Cer] = cer.Value, [ConfigurationKind.Gac] = gac.Value };
    }

    private static SurplusThresholds? Thresholds(YamlFields? section)
    {
        if (section is null) return null;
        var a = section.Number("a", Share, n => n is >= 0 and <= 1);
        var b = section.Number("b", Share, n => n is >= 0 and <= 1);
        section.RefuseTheRest();
        return a is null || b is null ? null : new(a.Value, b.Value);
    }

    private static AdvanceRule? Advance(YamlFields? section)
    {
        if (section is null) return null;
        var alpha = section.Number("alpha", Share, n => n is >= 0 and <= 1);
        var z = section.Number("z", "EUR/MWh", _ => true);
        var hours = Hours(section.Section("hours"));
        section.RefuseTheRest();
        return alpha is null || z is null || hours is null ? null : new(alpha.Value, z.Value, hours);
    }

    private static Dictionary<(EnergySource, FcArea), decimal>? Hours(YamlFields? section)
    {
        if (section is null) return null;
        var hours = new Dictionary<(EnergySource, FcArea), decimal>();
        foreach (var word in CodeLists.Sources.Words)
        {
            if (!CodeLists.Sources.TryParse(word, out var source)) continue;
            if (section.Optional(word) is YamlMap)
            {
                foreach (var (area, value) in ByCode(section, word, CodeLists.Areas) ?? []) hours[(source, area)] = value;
            }
            else if (section.Number(word, "hours of a year, or hours by area", n => n >= 0) is { } value)
            {
                foreach (var area in Enum.GetValues<FcArea>()) hours[(source, area)] = value;
            }
        }

        section.RefuseTheRest();
        return hours.Count == CodeLists.Sources.Words.Count * CodeLists.Areas.Words.Count ? hours : null;
    }

    private static FeeRule? Fees(YamlFields? section)
    {
        if (section is null) return null;
        var free = section.Number("free_up_to_kw", Amount, n => n >= 0);
        var flatUpTo = section.Number("flat_up_to_kw", Amount, n => n >= 0);
        var flat = section.Number("flat_eur", Amount, n => n >= 0);
        var perKw = section.Number("eur_per_kw", Amount, n => n >= 0);
        var vat = section.Number("vat", Share, n => n is >= 0 and <= 1);
        section.RefuseTheRest();
        return free is null || flatUpTo is null || flat is null || perKw is null || vat is null
            ? null
            : new(free.Value, flatUpTo.Value, flat.Value, perKw.Value, vat.Value);
    }
}
