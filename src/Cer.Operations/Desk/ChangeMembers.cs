using Cer.Domain.Community;
using Cer.Exchange.Contract;
using Cer.Exchange.Faults;
using Cer.Operations.Ports;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Desk;

/// <summary>Enrols, ends and moves at the desk: first shown, then kept as the next version of the definition, and taken back by another.</summary>
/// <remarks>A change of a community is a new version of the contract with its own days: Regole Operative p. 44.</remarks>
public sealed class ChangeMembers(IDeskStore desk, ILegalStore legal, TimeProvider time)
{
    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private LocalDate Today => Now.InZone(Domain.MarketHour.Rome).Date;

    /// <summary>What a form would do; nothing is stored.</summary>
    public async Task<DeskOutcome> PreviewAsync(
        string code, CommunityId community, DeskForm form, CancellationToken cancellation)
    {
        var faults = new List<FieldFault>();
        return await PlanAsync(code, community, DeskReader.Read(form, Today, faults), faults, cancellation) is { } ready
            ? new DeskOutcome.Planned(ready.Plan)
            : new DeskOutcome.Refused(faults);
    }

    /// <summary>Does what a form asks for, on the version that its writer saw.</summary>
    public async Task<DeskOutcome> ApplyAsync(
        string code, CommunityId community, DeskForm form, int version, string who, CancellationToken cancellation)
    {
        var faults = new List<FieldFault>();
        return await ApplyAsync(code, community, DeskReader.Read(form, Today, faults), faults, version, who, cancellation);
    }

    /// <summary>What a file would do.</summary>
    public async Task<DeskOutcome> PreviewAsync(
        string code, CommunityId community, DeskFile file, CancellationToken cancellation)
    {
        List<FieldFault> faults = [.. file.Faults];
        return await PlanAsync(code, community, file.Wish, faults, cancellation) is { } ready
            ? new DeskOutcome.Planned(ready.Plan)
            : new DeskOutcome.Refused(faults);
    }

    /// <summary>Takes a file in as one act.</summary>
    public Task<DeskOutcome> ApplyAsync(
        string code, CommunityId community, DeskFile file, int version, string who, CancellationToken cancellation) =>
        ApplyAsync(code, community, file.Wish, [.. file.Faults], version, who, cancellation);

    /// <summary>What taking an act back would do.</summary>
    public async Task<DeskOutcome> PreviewUndoAsync(CommunityId community, int act, CancellationToken cancellation) =>
        await PlanUndoAsync(community, act, cancellation) switch
        {
            (Ready ready, _) => new DeskOutcome.Planned(ready.Plan),
            (_, { } other) => other,
            _ => new DeskOutcome.Unknown(),
        };

    /// <summary>Takes an act back: what was declared before it is declared again, as the next version.</summary>
    public async Task<DeskOutcome> UndoAsync(
        CommunityId community, int act, int version, string who, CancellationToken cancellation)
    {
        if (await PlanUndoAsync(community, act, cancellation) is not (Ready ready, _))
            return (await PlanUndoAsync(community, act, cancellation)).Other ?? new DeskOutcome.Unknown();
        if (ready.Plan.Version != version) return new DeskOutcome.Stale(ready.Plan.Version, version);
        return await KeepAsync(community, ready, "undo", act, who, cancellation);
    }

    private async Task<DeskOutcome> ApplyAsync(
        string code,
        CommunityId community,
        DeskWish? wish,
        List<FieldFault> faults,
        int version,
        string who,
        CancellationToken cancellation)
    {
        if (await PlanAsync(code, community, wish, faults, cancellation) is not { } ready)
        {
            // Whoever looks at an older version is told so first: his faults may not be his.
            var now = (await desk.LatestAsync(community, cancellation))?.Version ?? 0;
            return now == version ? new DeskOutcome.Refused(faults) : new DeskOutcome.Stale(now, version);
        }

        if (ready.Plan.Version != version) return new DeskOutcome.Stale(ready.Plan.Version, version);
        return await KeepAsync(community, ready, wish!.Act.Kind, null, who, cancellation);
    }

    private async Task<DeskOutcome> KeepAsync(
        CommunityId community, Ready ready, string kind, int? undoes, string who, CancellationToken cancellation)
    {
        var kept = await desk.KeepAsync(
            new()
            {
                Community = community,
                Kind = kind,
                Expected = ready.Plan.Version,
                Definition = ready.Definition,
                FirstDay = ready.Plan.FirstDay,
                Author = who,
                At = Now,
                Undoes = undoes,
                Members = ready.Members,
            },
            cancellation);
        return kept switch
        {
            ActOutcome.Kept done => new DeskOutcome.Kept(
                done.Act, done.Version, ready.Plan with { Version = done.Version, Months = done.Months }),
            ActOutcome.Stale stale => new DeskOutcome.Stale(stale.Found, ready.Plan.Version),
            ActOutcome.Closed closed when undoes is null => new DeskOutcome.Refused([Closed(closed.Month)]),
            ActOutcome.Closed closed => new DeskOutcome.NotAllowed($"{Closed(closed.Month)}."),
            ActOutcome.Elsewhere other => new DeskOutcome.Refused([Elsewhere("points[0].pod", other.Configuration)]),
            ActOutcome.Undone => new DeskOutcome.NotAllowed("Found an act that was taken back already, expected one that stands."),
            var other => throw new NotSupportedException($"The desk has no answer for {other.GetType().Name}."),
        };
    }

    private async Task<Ready?> PlanAsync(
        string code, CommunityId community, DeskWish? wish, List<FieldFault> faults, CancellationToken cancellation)
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
        await CheckElsewhereAsync(code, definition.Community, after, wish.Act, faults, notices, cancellation);
        var (settled, closed) = difference.FirstDay is { } first
            ? await desk.MonthsAsync(community, first, cancellation) : ([], null);
        if (closed is { } month) faults.Add(Closed(month));
        if (wish.Act is DeskAct.Enrol or DeskAct.AddPoint && difference.FirstDay < Today)
            notices.Add(new("day", "late", "a first day that is past", "the day after the request to GSE was sent"));
        if (faults.Count > 0 || Text(after, faults) is not { } source) return null;
        return new(
            new(version, difference.Lines, difference.FirstDay, settled, notices),
            new(after, definition.Rules, source),
            Members(definition.Community, after, wish));
    }

    private async Task<(Ready? Ready, DeskOutcome? Other)> PlanUndoAsync(
        CommunityId community, int id, CancellationToken cancellation)
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
        if (closed is { } month) return No($"{Closed(month)}.");
        return (new(
            new(version, difference.Lines, difference.FirstDay, settled, []),
            former,
            [.. Touched(definition.Community, former.Community).Select(code => new ActMember(code, null))]), null);

        static (Ready?, DeskOutcome?) No(string sentence) => (null, new DeskOutcome.NotAllowed(sentence));
    }

    /// <summary>One point, one configuration at a time: Regole Operative pp. 6-7, 18. Of strangers it is only told.</summary>
    private async Task CheckElsewhereAsync(
        string code,
        EnergyCommunity before,
        EnergyCommunity after,
        DeskAct act,
        List<FieldFault> faults,
        List<FieldFault> notices,
        CancellationToken cancellation)
    {
        PodMembership[] entering = [.. after.Pods.Except(before.Pods).Where(point => point.To is null)];
        if (entering.Length == 0) return;
        foreach (var place in await legal.ElsewhereAsync(code, entering, cancellation))
        {
            var field = Field(act, entering[place.Place].Pod);
            if (place.IsSameLegal) faults.Add(Elsewhere(field, place.Configuration));
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
                    new ActMember(member.Id, one.Evidence ?? wish.Evidence, one.Substation, one.Consent, one.Delegation)),
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

    private static FieldFault Closed(YearMonth month) => new(
        "day", "month_closed", $"a change of {YearMonthPattern.Iso.Format(month)}, which is closed", "a change of open months alone");

    private static FieldFault Elsewhere(string field, string configuration) => new(
        field, "pod_elsewhere", $"a point that is in the configuration {configuration} of the same legal community", "one configuration at a time");

    private sealed record Ready(DeskPlan Plan, CommunityDefinition Definition, IReadOnlyList<ActMember> Members);
}
