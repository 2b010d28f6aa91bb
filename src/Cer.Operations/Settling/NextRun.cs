using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Ports;
using Cer.Settlement;
using NodaTime;

namespace Cer.Operations.Settling;

/// <summary>
/// Makes a run from the one before it: only the days whose inputs changed are settled, as they were and as they are, and
/// the months they are in are amended. What comes out is what a whole run gives.
/// </summary>
/// <remarks>
/// The surplus is reckoned on the year again; months that it changes get rows anew too. A run stands on at most
/// <see cref="LongestChain"/> others; then a whole one follows, which the next ones stand on.
/// </remarks>
internal sealed class NextRun(IInputSnapshot snapshot, StoredGround ground, IRunStore runs)
{
    public const int LongestChain = 50;
    private const int MostDays = 31;

    /// <summary>The run, and what was settled: members only of the months that get rows.</summary>
    public sealed record Made(SettlementRun Run, SettlementResult Result);

    /// <summary>Tries; null when there is no run to stand on, or too much has changed.</summary>
    public async Task<Made?> TryAsync(RunHead head, CancellationToken cancellation)
    {
        var community = ground.Definition.Community;
        // What a group spares in its building is not kept by the hour.
        if (community.Kind == ConfigurationKind.Gac) return null;
        var (from, to) = (RunRows.At(ground.First), RunRows.At(ground.Last));
        if (await runs.FindAsync(head.Community, from, to, head.Program, head.Version, cancellation) is not { } known
            || known.Run.StandsOn.Count >= LongestChain
            || known.Run.Cut is not { Readings: not null } cut
            || cut.Regolamento != snapshot.Cut.Regolamento
            || cut.Precedence != snapshot.Cut.Precedence
            || known.Run.UnitMonths.Any(unit => unit.InjectedInRight is null)) return null;
        LocalDate[] changed = [.. (await snapshot.ChangedDaysAsync(cut, ground.Zones, ground.Span, cancellation))
            .Where(day => MarketMonth.Of(day) >= ground.First && MarketMonth.Of(day) <= ground.Last)];
        if (changed.Length > MostDays) return null;

        var amended = new List<AmendedMonth>();
        foreach (var month in changed.GroupBy(MarketMonth.Of).OrderBy(month => month.Key))
        {
            var one = await new MonthAmendment(snapshot, ground, runs, head.Community, known)
                .TryAsync(month.Key, month.ToHashSet(), cut, cancellation);
            if (one is null) return null;
            amended.Add(one);
        }

        var days = known.Run.Days.ToDictionary(day => day.Day);
        SettledDay[] differ = [.. amended.SelectMany(month => month.Days)
            .Where(day => !day.Hash.Span.SequenceEqual(days[day.Day].Hash.Span))];
        foreach (var day in differ) days[day.Day] = day;
        var hash = DayHashes.Root(days.Values.Select(day => (day.Day, day.Hash.ToArray())), ground.Texts);
        var settled = await FinishAsync(head, known, amended, cancellation);
        return new(RunOf(head, known, settled, hash, differ, amended), settled.Result);
    }

    /// <summary>The years anew, on the amended months and on the others as they were kept.</summary>
    private async Task<(SettlementResult Result, HashSet<YearMonth> Written)> FinishAsync(
        RunHead head, KeptRun known, List<AmendedMonth> amended, CancellationToken cancellation)
    {
        var kept = new KeptMonths(ground, known.Run);
        var months = known.Run.Months.Select(month =>
            amended.Find(one => RunRows.At(one.Month.Month) == month.Month)?.Month ?? kept.Of(month)).ToList();
        var surpluses = CommunitySettlement.SurplusByMonth(kept.Input, months);
        var written = new HashSet<YearMonth>();
        for (var i = 0; i < months.Count; i++)
        {
            var was = known.Run.Months[i];
            var surplus = surpluses[months[i].Month] != was.Surplus;
            var isAmended = amended.Exists(one => one.Month.Month == months[i].Month);
            if (!surplus && !isAmended && known.Latest.Contains(was.Month)) continue;
            written.Add(was.Month);
            if (!isAmended)
                months[i] = kept.WithMembers(months[i], await runs.MembersAsync(head.Community, known, was.Month, cancellation));
        }

        // Only with their members can the money of months be dealt.
        var result = CommunitySettlement.Finish(kept.Input, months);
        return (result, written);
    }

    private SettlementRun RunOf(
        RunHead head,
        KeptRun known,
        (SettlementResult Result, HashSet<YearMonth> Written) settled,
        byte[] hash,
        SettledDay[] differ,
        List<AmendedMonth> amended)
    {
        var (result, written) = settled;
        return new()
        {
            Community = head.Community,
            DefinitionVersion = head.Version,
            From = RunRows.At(ground.First),
            To = RunRows.At(ground.Last),
            RuleIds = ground.Rules.Ids,
            InputHash = hash,
            Program = head.Program,
            Who = head.Who,
            When = head.When,
            Status = result.Months.Max(month => month.Status),
            Cut = head.Cut,
            StandsOn = known.Chain,
            Days = differ,
            Warnings = result.Warnings,
            Months = [.. RunRows.Months(result).Where(month => written.Contains(month.Month))],
            UnitHours = [.. amended.SelectMany(month => month.Hours)],
            UnitMonths = [.. RunRows.Units(result).Where(month => written.Contains(month.Month))],
            MemberMonths = [.. RunRows.Members(result).Where(month => written.Contains(month.Month))],
            FundMonths = [.. RunRows.Funds(result).Where(month => written.Contains(month.Month))],
        };
    }
}
