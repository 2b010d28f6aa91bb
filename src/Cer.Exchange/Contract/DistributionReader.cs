using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Exchange.Faults;
using Cer.Exchange.Yaml;

namespace Cer.Exchange.Contract;

/// <summary>Reads the regolamento's distribution.</summary>
/// <param name="members">The community's members.</param>
/// <param name="faults">Receives what is wrong.</param>
/// <param name="keys">The keys there are: those of files, or all that the product has.</param>
internal sealed class DistributionReader(IReadOnlyList<Member> members, FaultList faults, CodeList<DistributionKey> keys)
{
    private const string All = "all";
    private const string NonEnterprises = "non_enterprises";

    private readonly HashSet<string> _ids = members.Select(member => member.Id).ToHashSet(StringComparer.Ordinal);

    public Distribution? Read(YamlFields section)
    {
        var listed = section.Has("steps") ? section.Sections("steps") : [];
        var steps = listed.Select(Step).ToArray();
        var surplus = section.Section("surplus") is { } rule ? Surplus(rule) : null;
        section.RefuseTheRest();
        return surplus is null || steps.Contains(null) ? null : new([.. steps.Select(step => step!)], surplus);
    }

    private DistributionStep? Step(YamlFields step)
    {
        string? fund = null;
        string? label = null;
        Audience? audience = null;
        if (step.Map.Find("fund") is not null)
        {
            fund = FundName(step, "fund");
        }
        else if (step.Map.Find("class") is not null)
        {
            label = step.Text("class", "a label");
            audience = Audience(step);
        }
        else
        {
            faults.Add(step.Map.File, step.Map.Line, step.Path, "neither fund nor class", "one of them");
            foreach (var key in new[] { "members", "key", "weights" }) step.Has(key);
        }

        var percent = step.OptionalNumber("percent", "a percentage from 0 to 100", n => n is >= 0 and <= 100);
        var rest = step.OptionalFlag("rest");
        if (step.Has("percent") == step.Has("rest"))
            faults.Add(step.Map.File, step.Map.Line, step.Path, step.Has("rest") ? "both percent and rest"
                : "neither percent nor rest", "one of them");
        else if (rest == false)
            step.Fault("rest", "false", "true, or a percent instead");
        step.RefuseTheRest();
        return fund is null && audience is null ? null : new(fund, percent, audience) { Class = label };
    }

    private SurplusRule? Surplus(YamlFields rule)
    {
        var audience = Audience(rule);
        var otherwise = FundName(rule, "otherwise");
        rule.RefuseTheRest();
        if (audience is null || otherwise is null) return null;
        var enterprises = members.Where(member => member.Enterprise).Select(member => member.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var enterprise in audience.Members.Where(enterprises.Contains))
            rule.Fault("members", $"the enterprise {enterprise}",
                "only members that are no enterprise: the surplus premium is not for them");
        return new(audience, otherwise);
    }

    private static string? FundName(YamlFields fields, string key)
    {
        var name = fields.Text(key, "the name of a fund");
        if (name is not ("" or Distribution.Unassigned)) return name;
        fields.Fault(key, Quoted.Text(name), $"the name of a fund other than {Distribution.Unassigned}, which is reserved");
        return null;
    }

    private Audience? Audience(YamlFields fields)
    {
        var named = Members(fields);
        var key = fields.Code("key", keys);
        var weights = new Dictionary<string, decimal>(StringComparer.Ordinal);
        if (key is DistributionKey.Fixed or DistributionKey.Solidarity)
        {
            if (fields.Section("weights") is { } section) Weights(section, weights, key == DistributionKey.Solidarity);
        }
        else if (fields.Has("weights"))
        {
            fields.Fault("weights", "weights", "none unless the key is fixed");
        }

        var multiplied = key == DistributionKey.Solidarity ? fields.Code("base", CodeLists.BaseKeys) : null;
        var formula = key == DistributionKey.Custom ? FormulaReader.Read(fields) : null;
        if (named is null || key is null || (key == DistributionKey.Custom && formula is null)) return null;
        return new(named, key.Value, weights) { Base = multiplied ?? DistributionKey.Equal, Formula = formula };
    }

    private void Weights(YamlFields section, Dictionary<string, decimal> weights, bool bounded)
    {
        const decimal Largest = 1000m;
        foreach (var entry in section.Map.Entries)
        {
            if (!_ids.Contains(entry.Key)) section.Fault(entry.Key, Quoted.Text(entry.Key), "the id of a member");
            var weight = bounded
                ? section.Number(entry.Key, "a weight from 0 to 1000", n => n is >= 0 and <= Largest)
                : section.Number(entry.Key, "a weight not below zero", n => n >= 0);
            if (weight is { } known) weights[entry.Key] = known;
        }
    }

    private List<string>? Members(YamlFields fields)
    {
        const string Form = "all, non_enterprises, or a list of member ids, each once";
        switch (fields.Optional("members"))
        {
            case YamlScalar { Value: All }:
                return [.. members.Select(member => member.Id)];
            case YamlScalar { Value: NonEnterprises }:
                return [.. members.Where(member => !member.Enterprise).Select(member => member.Id)];
            case YamlList list:
                return Ids(list, fields, Form);
            case YamlScalar other:
                fields.Fault("members", Quoted.Text(other.Value), Form);
                return null;
            default:
                fields.Fault("members", fields.Has("members") ? "something else" : "nothing", Form);
                return null;
        }
    }

    private List<string> Ids(YamlList list, YamlFields fields, string form)
    {
        var ids = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < list.Items.Count; i++)
        {
            var id = (list.Items[i] as YamlScalar)?.Value;
            if (id is not null && _ids.Contains(id) && seen.Add(id)) ids.Add(id);
            else faults.Add(list.Items[i].File, list.Items[i].Line, $"{fields.PathOf("members")}[{i}]", Quoted.Text(id ?? ""), form);
        }

        return ids;
    }
}
