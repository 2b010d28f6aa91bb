using Cer.Domain.Codes;
using Cer.Domain.Community;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Desk;

/// <summary>What an act at the desk makes of a community, or why it cannot be done: values in, values out.</summary>
/// <remarks>A point has one holder on a day, and stays within the life of the community: Regole Operative pp. 6-7, 44.</remarks>
public static class DeskRules
{
    /// <summary>What new members' codes begin with; a number follows. No name: codes stand in files and addresses.</summary>
    public const string CodePrefix = "membro-";

    private const decimal MostKw = 1_000_000;

    /// <param name="community">The community as it is declared.</param>
    /// <param name="act">What is to be done.</param>
    /// <param name="codes">Every code that a member has or had: none is given twice.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <returns>The community afterwards; null when anything is wrong.</returns>
    public static EnergyCommunity? Apply(
        EnergyCommunity community, DeskAct act, IReadOnlyCollection<string> codes, ICollection<FieldFault> faults)
    {
        var before = faults.Count;
        var after = act switch
        {
            DeskAct.Enrol enrol => Enrol(community, enrol, codes, faults),
            DeskAct.AddPoint add => AddPoint(community, add, faults),
            DeskAct.Leave leave => Leave(community, leave, faults),
            DeskAct.Move move => Move(community, move, faults),
            DeskAct.ChangeUnit change => ChangeUnit(community, change, faults),
            var other => throw new NotSupportedException($"The desk has no rule for {other.GetType().Name}."),
        };
        return faults.Count == before ? after : null;
    }

    private static EnergyCommunity Enrol(
        EnergyCommunity community, DeskAct.Enrol enrol, IReadOnlyCollection<string> codes, ICollection<FieldFault> faults)
    {
        var next = 1 + codes.Concat(community.Members.Select(member => member.Id)).Max(NumberOf);
        List<Member> members = [.. community.Members];
        List<PodMembership> pods = [.. community.Pods];
        foreach (var one in enrol.Members)
        {
            var code = FormattableString.Invariant($"{CodePrefix}{next++:000}");
            members.Add(new(code, one.Name, one.Category, one.Enterprise));
            CheckSubstation(community, one.Substation, one.Place, faults);
            foreach (var point in one.Points)
            {
                var membership = new PodMembership(point.Pod, code, point.Voltage, one.From, null);
                CheckFree(members, pods, membership, point.Field, faults);
                pods.Add(membership);
            }

            CheckStart(community, one.From, $"{one.Place}day", faults);
        }

        return community with { Members = members, Pods = pods };
    }

    private static EnergyCommunity? AddPoint(EnergyCommunity community, DeskAct.AddPoint add, ICollection<FieldFault> faults)
    {
        if (!Knows(community, add.Member, "member", faults)) return null;
        var membership = new PodMembership(add.Point.Pod, add.Member, add.Point.Voltage, add.From, null);
        CheckFree(community.Members, community.Pods, membership, add.Point.Field, faults);
        CheckStart(community, add.From, "day", faults);
        return community with { Pods = [.. community.Pods, membership] };
    }

    private static EnergyCommunity? Leave(EnergyCommunity community, DeskAct.Leave leave, ICollection<FieldFault> faults)
    {
        if (!Knows(community, leave.Member, "member", faults)) return null;
        bool IsMeant(PodMembership point) => point.Member == leave.Member && (leave.Pod is null || point.Pod == leave.Pod);
        bool Ends(PodMembership point) => IsMeant(point) && (point.To is not { } last || last > leave.LastDay);
        if (!community.Pods.Any(IsMeant))
            faults.Add(new("pod", "not_its_point", "a point that is not the member's", "one of its points"));
        else if (!community.Pods.Any(Ends))
            faults.Add(new("day", "ended_already", "a member whose points have all ended by then", "a day on which one is in"));
        // Who leaves with all points takes along those that have not begun; one that is left by itself must have.
        var lapses = leave.Pod is null && community.Pods.Any(point => Ends(point) && point.From <= leave.LastDay);
        if (!lapses && community.Pods.Where(Ends).Select(point => (LocalDate?)point.From).Max() is { } first && first > leave.LastDay)
            faults.Add(new("day", "before_its_first", Day(leave.LastDay), $"a day not before the point's first ({Day(first)})"));
        return community with
        {
            Pods =
            [
                .. community.Pods.Where(point => !lapses || !Ends(point) || point.From <= leave.LastDay)
                    .Select(point => Ends(point) ? point with { To = leave.LastDay } : point),
            ],
        };
    }

    private static EnergyCommunity? Move(EnergyCommunity community, DeskAct.Move move, ICollection<FieldFault> faults)
    {
        var known = Knows(community, move.To, "to", faults);
        var held = community.Pods.FirstOrDefault(point => point.Pod == move.Pod && point.Covers(move.From));
        if (held is null)
            faults.Add(new("pod", "nobody_holds", "a point that nobody holds on that day", "one that a member holds then"));
        else if (held.Member == move.To)
            faults.Add(new("to", "same_member", "the member who has it already", "another one"));
        else if (held.From == move.From)
            faults.Add(new("day", "its_first_day", Day(move.From), $"a day after the one on which it came ({Day(held.From)})"));
        if (!known || held is null) return null;
        return community with
        {
            Pods =
            [
                .. community.Pods.Select(point => point == held ? held with { To = move.From.PlusDays(-1) } : point),
                held with { Member = move.To, From = move.From },
            ],
        };
    }

    private static EnergyCommunity? ChangeUnit(EnergyCommunity community, DeskAct.ChangeUnit change, ICollection<FieldFault> faults)
    {
        var unit = community.Units.FirstOrDefault(one => one.Id == change.Unit);
        if (unit is null)
        {
            faults.Add(new("unit", "unit_unknown", "no such unit", "one of the community"));
            return null;
        }

        if (change.PowerKw is not null and (<= 0 or > MostKw))
            faults.Add(new("powerKw", "power", "another power", "more than 0 and up to 1000000 kW"));
        if (change.InService is { } day && unit.Regime == TariffRegime.Tip && day <= ProductionUnit.LastDayOfOldPlants)
            faults.Add(new("inService", "too_old", Day(day), $"a day after {Day(ProductionUnit.LastDayOfOldPlants)} for a unit with "
                + $"the premium"));
        if (change.InService is { } begins && begins > unit.IncentiveFrom)
            faults.Add(new("inService", "after_right", Day(begins),
                $"a day not after the right to the tariff ({Day(unit.IncentiveFrom)})"));
        var changed = unit with { PowerKw = change.PowerKw ?? unit.PowerKw, InService = change.InService ?? unit.InService };
        if (changed == unit) faults.Add(new("", "nothing_new", "what is declared already", "something that changes"));
        return community with { Units = [.. community.Units.Select(one => one.Id == change.Unit ? changed : one)] };
    }

    private static bool Knows(EnergyCommunity community, string member, string field, ICollection<FieldFault> faults)
    {
        if (community.Members.Any(one => one.Id == member)) return true;
        faults.Add(new(field, "member_unknown", "no such member", "one of the community"));
        return false;
    }

    private static void CheckFree(
        IEnumerable<Member> members,
        IEnumerable<PodMembership> points,
        PodMembership wanted,
        string field,
        ICollection<FieldFault> faults)
    {
        var other = points.FirstOrDefault(point => point.Pod == wanted.Pod && Overlap(point, wanted));
        if (other is null) return;
        var holder = members.FirstOrDefault(member => member.Id == other.Member)?.Name ?? other.Member;
        var until = other.To is { } last ? $" to {Day(last)}" : " on";
        faults.Add(new(field, "pod_held", $"a point that {holder} has from {Day(other.From)}{until}", "one that is free on those days"));
    }

    private static void CheckStart(EnergyCommunity community, LocalDate from, string field, ICollection<FieldFault> faults)
    {
        if (from < community.ConstitutedOn)
            faults.Add(new(field, "before_start", Day(from), $"a day not before the constitution ({Day(community.ConstitutedOn)})"));
    }

    private static void CheckSubstation(
        EnergyCommunity community, string? told, string place, ICollection<FieldFault> faults)
    {
        if (told is null || community.PrimarySubstation is not { } own || string.Equals(told, own, StringComparison.OrdinalIgnoreCase))
            return;
        faults.Add(new($"{place}substation", "substation_other", told, $"that of the configuration ({own})"));
    }

    private static int NumberOf(string code) =>
        code.StartsWith(CodePrefix, StringComparison.Ordinal) && code.Length <= CodePrefix.Length + 8
        && int.TryParse(code.AsSpan(CodePrefix.Length), System.Globalization.NumberStyles.None, null, out var number) ? number : 0;

    private static bool Overlap(PodMembership one, PodMembership other) =>
        one.From <= (other.To ?? LocalDate.MaxIsoValue) && other.From <= (one.To ?? LocalDate.MaxIsoValue);

    private static string Day(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
