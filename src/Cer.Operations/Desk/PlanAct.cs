using Cer.Domain.Community;
using Cer.Exchange.Contract;
using Cer.Exchange.Faults;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>Works out what an act of the desk would change, on the definition as it stands; stores nothing.</summary>
internal sealed class PlanAct(IDeskStore desk, ILegalStore legal, InviteByLetter invite)
{
    /// <summary>What a form or file would do; null when anything is wrong, which the faults then tell.</summary>
    public async Task<DeskReady?> PlanAsync(
        string code,
        CommunityId community,
        DeskWish? wish,
        LocalDate today,
        List<FieldFault> faults,
        CancellationToken cancellation)
    {
        if (await desk.LatestAsync(community, cancellation) is not var (version, definition))
        {
            faults.Add(new("", "no_definition", "a community without a definition", "one that is declared"));
            return null;
        }

        if (wish is null) return null;
        var codes = await desk.CodesAsync(community, cancellation);
        // What is wrong with the fields does not hide what is wrong with the rest.
        if (DeskRules.Apply(definition.Community, wish.Act, codes, faults) is not { } after || faults.Count > 0) return null;
        var difference = DeskDifference.Of(definition.Community, after);
        var notices = new List<FieldFault>();
        await CheckElsewhereAsync(code, definition.Community, after, pod => Field(wish.Act, pod), faults, notices, cancellation);
        var (settled, closed) = difference.FirstDay is { } first
            ? await desk.MonthsAsync(community, first, cancellation) : ([], null);
        if (closed is { } month) faults.AddRange(DeskFaults.Closed(month, wish.Act));
        if (wish.Act is DeskAct.Enrol or DeskAct.AddPoint && difference.FirstDay < today)
            notices.Add(new("day", "late", "a first day that is past", "the day after the request to GSE was sent"));
        if (wish.Act is DeskAct.Enrol { Members: var enrolled })
        {
            if (!invite.IsReady)
            {
                faults.AddRange(enrolled.Where(one => one.Email is not null).Select(one => DeskFaults.NoPlace($"{one.Place}email")));
                faults.AddRange(enrolled.Where(one => one.Delegation?.Email is not null)
                    .Select(one => DeskFaults.NoPlace($"{one.Place}delegation.email")));
            }

            var known = definition.Community.Members.Select(member => member.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
            notices.AddRange(enrolled.Where(one => known.Contains(one.Name)).Take(20).Select(one => new FieldFault(
                $"{one.Place}name", "name_known", "a name that a member has already", "another person, or a point of that member")));
        }

        if (faults.Count > 0 || Text(after, faults) is not { } source) return null;
        return new(
            new(version, difference.Lines, difference.FirstDay, settled, notices),
            new(after, definition.Rules, source),
            Members(definition.Community, after, wish));
    }

    /// <summary>What taking an act back would do; without it, why not.</summary>
    public async Task<(DeskReady? Ready, DeskOutcome? Other)> PlanUndoAsync(
        string code, CommunityId community, int id, CancellationToken cancellation)
    {
        var acts = await desk.ListAsync(community, cancellation);
        if (acts.FirstOrDefault(one => one.Id == id) is not { } act) return (null, new DeskOutcome.Unknown());
        if (act.Undoes is not null)
            return No("Found an act that takes another back, expected one that did something.");
        if (act.UndoneBy is not null) return No("Found an act that was taken back already, expected one that stands.");
        if (!act.Stands)
            return No("Found an act after which the definition was changed again, expected the last one: take those back first.");
        if (await desk.LatestAsync(community, cancellation) is not var (version, definition)
            || await desk.VersionAsync(community, act.Before, cancellation) is not { } former) return (null, new DeskOutcome.Unknown());
        var difference = DeskDifference.Of(definition.Community, former.Community);
        var (settled, closed) = difference.FirstDay is { } first
            ? await desk.MonthsAsync(community, first, cancellation) : ([], null);
        if (closed is { } month) return No(DeskFaults.SentenceOf(DeskFaults.Closed(month, null)[0]));
        // A point that had left comes back: meanwhile it may have gone elsewhere.
        List<FieldFault> faults = [], notices = [];
        await CheckElsewhereAsync(code, definition.Community, former.Community, _ => "", faults, notices, cancellation);
        if (faults.Count > 0) return No(DeskFaults.SentenceOf(faults[0]));
        return (new(
            new(version, difference.Lines, difference.FirstDay, settled, notices),
            former,
            [.. Touched(definition.Community, former.Community).Select(code => new ActMember(code, null))]), null);

        static (DeskReady?, DeskOutcome?) No(string sentence) => (null, new DeskOutcome.NotAllowed(sentence));
    }

    /// <summary>One point, one configuration at a time: Regole Operative pp. 6-7, 18. Of strangers it is only told.</summary>
    private async Task CheckElsewhereAsync(
        string code,
        EnergyCommunity before,
        EnergyCommunity after,
        Func<string, string> fieldOf,
        List<FieldFault> faults,
        List<FieldFault> notices,
        CancellationToken cancellation)
    {
        PodMembership[] entering = [.. after.Pods.Except(before.Pods).Where(point => point.To is null)];
        if (entering.Length == 0) return;
        foreach (var place in await legal.ElsewhereAsync(code, entering, cancellation))
        {
            var field = fieldOf(entering[place.Place].Pod);
            if (place.IsSameLegal) faults.Add(DeskFaults.Elsewhere(field, place.Configuration));
            else notices.Add(new(field, "pod_of_others", "a point that another community has too", "one configuration at a time"));
        }
    }

    /// <summary>The text that settlements read; what is written is read back, so that both say the same.</summary>
    private static string? Text(EnergyCommunity community, List<FieldFault> faults)
    {
        var bytes = CommunityFileWriter.Write(community);
        var found = new FaultList();
        _ = CommunityFile.Read(bytes, found);
        foreach (var fault in found.Faults.Take(20))
            faults.Add(new(fault.Field, "file", fault.Found, fault.Expected));
        return found.IsEmpty ? System.Text.Encoding.UTF8.GetString(bytes) : null;
    }

    private static string Field(DeskAct act, string pod) => act switch
    {
        DeskAct.Enrol enrol => enrol.Members.SelectMany(one => one.Points).First(point => point.Pod == pod).Field,
        DeskAct.AddPoint add => add.Point.Field,
        _ => "pod",
    };

    /// <summary>Whom the act is about, with what each brought: the new members come in the order of the form.</summary>
    private static ActMember[] Members(EnergyCommunity before, EnergyCommunity after, DeskWish wish)
    {
        if (wish.Act is DeskAct.Enrol enrol)
        {
            var added = after.Members.Skip(before.Members.Count);
            return
            [
                .. added.Zip(enrol.Members, (member, one) =>
                    new ActMember(member.Id, one.Evidence ?? wish.Evidence, one.Substation, one.Consent, one.Delegation)
                    {
                        Enrolment = one,
                    }),
            ];
        }

        return [.. Touched(before, after).Select(code => new ActMember(code, wish.Evidence))];
    }

    private static IEnumerable<string> Touched(EnergyCommunity before, EnergyCommunity after)
    {
        var points = before.Pods.Except(after.Pods).Concat(after.Pods.Except(before.Pods)).Select(point => point.Member);
        var members = before.Members.Except(after.Members).Concat(after.Members.Except(before.Members)).Select(member => member.Id);
        var pods = before.Units.Except(after.Units).Concat(after.Units.Except(before.Units)).Select(unit => unit.Pod).ToHashSet();
        var holders = after.Pods.Where(point => pods.Contains(point.Pod)).Select(point => point.Member);
        return points.Concat(members).Concat(holders).Distinct(StringComparer.Ordinal);
    }
}
