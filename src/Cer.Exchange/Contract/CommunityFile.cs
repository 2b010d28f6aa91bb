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

    /// <summary>The community; null when anything in the file is wrong, which the faults then tell.</summary>
    public static CommunityDocument? Read(ReadOnlySpan<byte> bytes, FaultList faults)
    {
        var own = new FaultList();
        var document = YamlDocument.Read(Name, bytes, own) is { } map ? Read(new YamlFields(map, "", own), own) : null;
        foreach (var fault in own.Faults) faults.Add(fault.File, fault.Line, fault.Field, fault.Found, fault.Expected);
        return own.IsEmpty ? document : null;
    }

    private static CommunityDocument? Read(YamlFields fields, FaultList faults)
    {
        var name = fields.Text("name", "the community's name");
        var kind = fields.Code("configuration", CodeLists.Configurations);
        if (kind is ConfigurationKind.Gac or ConfigurationKind.Aid)
        {
            fields.Fault(
                "configuration",
                CodeLists.Configurations.Word(kind.Value),
                "CER: groups in one building (GAC) and individuals at a distance (AID) cannot be settled by this version");
        }

        var substation = fields.OptionalText("primary_substation");
        var constituted = fields.Day("constituted_on");
        var members = Members(fields);
        var ids = members.Select(member => member.Id).ToHashSet(StringComparer.Ordinal);
        var (pods, podLines) = Pods(fields, ids, constituted);
        var (units, grantLines) = UnitReader.Read(
            fields, pods.Select(pod => pod.Pod).ToHashSet(StringComparer.Ordinal), kind ?? ConfigurationKind.Cer);
        var distribution = fields.Has("distribution") && fields.Section("distribution") is { } section
            ? DistributionReader.Read(section, members, faults)
            : null;
        fields.RefuseTheRest();

        if (name is null || kind is null || constituted is null) return null;
        return new(
            new()
            {
                Name = name,
                Kind = kind.Value,
                PrimarySubstation = substation,
                ConstitutedOn = constituted.Value,
                Members = members,
                Pods = pods,
                Units = units,
                Distribution = distribution,
            },
            podLines,
            grantLines);
    }

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
            if (id is not null && (id.Length == 0 || id.AsSpan().IndexOfAnyExcept(IdCharacters) >= 0 || !ids.Add(id)))
                entry.Fault("id", Quoted.Text(id), Form);
            if (id is not null && name is not null && category is { } known)
                members.Add(new(id, name, known, enterprise ?? Member.EnterpriseByDefault(known)));
        }

        return members;
    }

    private static readonly System.Buffers.SearchValues<char> IdCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-");

    private static (List<PodMembership> Pods, List<long> Lines) Pods(
        YamlFields fields, HashSet<string> members, LocalDate? constituted)
    {
        var pods = new List<PodMembership>();
        var lines = new List<long>();
        foreach (var entry in fields.Sections("pods"))
        {
            var pod = entry.Text("pod", "the code of the point");
            var member = entry.Text("member", "the id of a member");
            var voltage = entry.OptionalCode("voltage", CodeLists.Voltages) ?? Voltage.Low;
            var from = entry.Day("from");
            var to = entry.OptionalDay("to");
            entry.RefuseTheRest();
            if (pod is { Length: 0 }) entry.Fault("pod", "nothing", "the code of the point");
            if (member is not null && !members.Contains(member)) entry.Fault("member", Quoted.Text(member), "the id of a member of this file");
            if (from < constituted) entry.Fault("from", Day(from), $"a day not before the constitution ({Day(constituted)})");
            if (to < from) entry.Fault("to", Day(to), $"a day not before the first ({Day(from)})");
            if (pod is null || member is null || from is not { } first) continue;
            var membership = new PodMembership(pod, member, voltage, first, to);
            if (pods.Exists(other => Overlap(other, membership)))
                entry.Fault("from", Day(from), "days that do not overlap with another entry of this point");
            pods.Add(membership);
            lines.Add(entry.LineOf("pod"));
        }

        return (pods, lines);
    }

    private static bool Overlap(PodMembership one, PodMembership other) =>
        one.Pod == other.Pod
        && one.From <= (other.To ?? LocalDate.MaxIsoValue)
        && other.From <= (one.To ?? LocalDate.MaxIsoValue);

    private static string Day(LocalDate? day) => NodaTime.Text.LocalDatePattern.Iso.Format(day!.Value);
}
