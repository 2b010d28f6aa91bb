using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Exchange.Faults;
using Cer.Exchange.Yaml;
using NodaTime;

namespace Cer.Exchange.Contract;

/// <summary>Reads <c>community.yaml</c>.</summary>
public static class CommunityFile
{
    public const string Name = "community.yaml";

    /// <summary>The community; with faults, what of it could be read; null when its points or units cannot be told.</summary>
    public static CommunityDocument? Read(ReadOnlySpan<byte> bytes, FaultList faults) =>
        YamlDocument.Read(Name, bytes, faults) is { } map ? Read(new YamlFields(map, "", faults), faults) : null;

    private static CommunityDocument? Read(YamlFields fields, FaultList faults)
    {
        var name = fields.Text("name", "the community's name");
        var kind = fields.Code("configuration", CodeLists.Configurations);
        var substation = fields.OptionalText("primary_substation");
        var constituted = fields.Day("constituted_on");
        var members = Members(fields);
        var ids = members.Select(member => member.Id).ToHashSet(StringComparer.Ordinal);
        var pods = new List<PodMembership>();
        var podLines = new List<long>();
        var podsKnown = ReadPods(fields, ids, constituted, pods, podLines);
        var units = new List<ProductionUnit>();
        var grantLines = new List<long>();
        var unitsKnown = UnitReader.Read(
            fields,
            pods.Select(pod => pod.Pod).ToHashSet(StringComparer.Ordinal),
            kind ?? ConfigurationKind.Cer,
            units,
            grantLines);
        var distribution = fields.Has("distribution") && fields.Section("distribution") is { } section
            ? new DistributionReader(members, faults, CodeLists.Keys).Read(section)
            : null;
        fields.RefuseTheRest();

        if (!podsKnown || !unitsKnown) return null;
        return new(
            new()
            {
                Name = name ?? "",
                Kind = kind ?? ConfigurationKind.Cer,
                PrimarySubstation = substation,
                ConstitutedOn = constituted ?? LocalDate.MinIsoValue,
                Members = members,
                Pods = pods,
                Units = units,
                Distribution = distribution,
            },
            podLines,
            grantLines);
    }

    /// <summary>The members; one with a fault keeps its id, so that what names it is not taken for a second fault.</summary>
    private static List<Member> Members(YamlFields fields)
    {
        const string Form = "an id of a-z, 0-9, _ and -, unique";
        var members = new List<Member>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in fields.Sections("members"))
        {
            var id = entry.Text("id", Form);
            var name = entry.Text("name", "the member's name");
            var category = entry.Code("category", CodeLists.Categories);
            var enterprise = entry.OptionalFlag("enterprise");
            entry.RefuseTheRest();
            if (id is null) continue;
            if (id.Length == 0 || id.AsSpan().IndexOfAnyExcept(IdCharacters) >= 0 || !ids.Add(id))
                entry.Fault("id", Quoted.Text(id), Form);
            else if (id[0] == '-')
                entry.Fault("id", Quoted.Text(id), "one that does not begin with -, which a spreadsheet takes for a formula");
            else
                members.Add(new(
                    id,
                    name ?? "",
                    category ?? MemberCategory.NaturalPerson,
                    enterprise ?? (category is { } known && Member.EnterpriseByDefault(known))));
        }

        return members;
    }

    private static readonly System.Buffers.SearchValues<char> IdCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>Reads the memberships; false when the code of any point could not be read.</summary>
    private static bool ReadPods(
        YamlFields fields, HashSet<string> members, LocalDate? constituted, List<PodMembership> pods, List<long> lines)
    {
        var known = fields.HasMappings("pods");
        foreach (var entry in fields.Sections("pods"))
        {
            var pod = entry.Text("pod", "the code of the point");
            var member = entry.Text("member", "the id of a member");
            var voltage = entry.OptionalCode("voltage", CodeLists.Voltages) ?? Voltage.Low;
            var from = entry.Day("from");
            var to = entry.OptionalDay("to");
            entry.RefuseTheRest();
            if (pod is { Length: 0 }) entry.Fault("pod", "nothing", "the code of the point");
            if (member is not null && !members.Contains(member)) entry.Fault(
                "member", Quoted.Text(member), "the id of a member of this file");
            if (from < constituted) entry.Fault("from", Day(from), $"a day not before the constitution ({Day(constituted)})");
            if (to < from) entry.Fault("to", Day(to), $"a day not before the first ({Day(from)})");
            known &= pod is not null;
            if (pod is null) continue;
            var membership = new PodMembership(pod, member ?? "", voltage, from ?? LocalDate.MinIsoValue, to);
            if (from is not null && pods.Exists(other => Overlap(other, membership)))
                entry.Fault("from", Day(from), "days that do not overlap with another entry of this point");
            pods.Add(membership);
            lines.Add(entry.LineOf("pod"));
        }

        return known;
    }

    private static bool Overlap(PodMembership one, PodMembership other) =>
        one.Pod == other.Pod
        && one.From <= (other.To ?? LocalDate.MaxIsoValue)
        && other.From <= (one.To ?? LocalDate.MaxIsoValue);

    private static string Day(LocalDate? day) => NodaTime.Text.LocalDatePattern.Iso.Format(day!.Value);
}
