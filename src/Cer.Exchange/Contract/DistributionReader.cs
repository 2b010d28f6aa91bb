using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Exchange.Faults;
using Cer.Exchange.Yaml;

namespace Cer.Exchange.Contract;

/// <summary>Reads the regolamento's distribution.</summary>
internal static class DistributionReader
{
    private const string All = "all";
    private const string NonEnterprises = "non_enterprises";

    public static Distribution? Read(YamlFields section, IReadOnlyList<Member> members, FaultList faults)
    {
        var listed = section.Has("steps") ? section.Sections("steps") : [];
        var steps = listed.Select(step => Step(step, members, faults)).ToArray();
        var surplus = section.Section("surplus") is { } rule ? Surplus(rule, members, faults) : null;
        section.RefuseTheRest();
        return surplus is null || steps.Contains(null) ? null : new([.. steps.Select(step => step!)], surplus);
    }

    private static DistributionStep? Step(YamlFields step, IReadOnlyList<Member> members, FaultList faults)
    {
        string? fund = null;
        Audience? audience = null;
        if (step.Map.Find("fund") is not null)
        {
            fund = FundName(step, "fund");
        }
        else if (step.Map.Find("class") is not null)
        {
            step.Text("class", "a label");
            audience = Audience(step, members, faults);
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
        return fund is null && audience is null ? null : new(fund, percent, audience);
    }

    private static SurplusRule? Surplus(YamlFields rule, IReadOnlyList<Member> members, FaultList faults)
    {
        var audience = Audience(rule, members, faults);
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

    private static Audience? Audience(YamlFields fields, IReadOnlyList<Member> members, FaultList faults)
    {
        var named = Members(fields, members, faults);
        var key = fields.Code("key", CodeLists.Keys);
        var weights = new Dictionary<string, decimal>(StringComparer.Ordinal);
        if (key == DistributionKey.Fixed)
        {
            if (fields.Section("weights") is { } section) Weights(section, members, weights);
        }
        else if (fields.Has("weights"))
        {
            fields.Fault("weights", "weights", "none unless the key is fixed");
        }

        return named is null || key is null ? null : new(named, key.Value, weights);
    }

    private static void Weights(YamlFields section, IReadOnlyList<Member> members, Dictionary<string, decimal> weights)
    {
        foreach (var entry in section.Map.Entries)
        {
            if (!members.Any(member => member.Id == entry.Key))
                section.Fault(entry.Key, Quoted.Text(entry.Key), "the id of a member");
            if (section.Number(entry.Key, "a weight not below zero", n => n >= 0) is { } weight) weights[entry.Key] = weight;
        }
    }

    private static List<string>? Members(YamlFields fields, IReadOnlyList<Member> members, FaultList faults)
    {
        const string Form = "all, non_enterprises, or a list of member ids, each once";
        switch (fields.Optional("members"))
        {
            case YamlScalar { Value: All }:
                return [.. members.Select(member => member.Id)];
            case YamlScalar { Value: NonEnterprises }:
                return [.. members.Where(member => !member.Enterprise).Select(member => member.Id)];
            case YamlList list:
                return Ids(list, fields, members, faults, Form);
            case YamlScalar other:
                fields.Fault("members", Quoted.Text(other.Value), Form);
                return null;
            default:
                fields.Fault("members", fields.Has("members") ? "something else" : "nothing", Form);
                return null;
        }
    }

    private static List<string> Ids(
        YamlList list, YamlFields fields, IReadOnlyList<Member> members, FaultList faults, string form)
    {
        var ids = new List<string>();
        for (var i = 0; i < list.Items.Count; i++)
        {
            var id = (list.Items[i] as YamlScalar)?.Value;
            if (id is not null && !ids.Contains(id) && members.Any(member => member.Id == id)) ids.Add(id);
            else faults.Add(list.Items[i].File, list.Items[i].Line, $"{fields.PathOf("members")}[{i}]", Quoted.Text(id ?? ""), form);
        }

        return ids;
    }
}
