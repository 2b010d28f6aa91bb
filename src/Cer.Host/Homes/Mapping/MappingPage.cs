using Cer.Messaging.HomeAssistant;
using Cer.Operations.Homes.Mapping;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime.Text;

namespace Cer.Host.Homes.Mapping;

/// <summary>Makes what the setup page shows.</summary>
internal sealed class MappingPage(MappingDesk desk, IMappingLog log)
{
    /// <summary>The page; null when the community has no definition.</summary>
    /// <param name="community">The community.</param>
    /// <param name="code">Its code, by which the settings of the collectors know it.</param>
    /// <param name="cancellation">Stops the wait.</param>
    public async Task<MappingView?> ReadAsync(CommunityId community, string code, CancellationToken cancellation)
    {
        var (state, problem) = desk.Standing;
        var (now, isOfAnother, others, misfit) = Present(code);
        var isElsewhere = desk.IsElsewhere;
        if (await desk.NeedsAsync(community, now, cancellation) is not { } needs) return null;
        var sight = new HomeSight([], false);
        if (state == "ready")
        {
            try
            {
                sight = await HomeSight.ReadAsync(desk.Client!, cancellation);
            }
            catch (HomeFault fault)
            {
                (state, problem) = ("away", fault.Message);
            }
        }

        var proposals = ProposeMapping.Of([.. needs.Select(one => one.Need)], sight.Entities);
        var current = now.DistinctBy(one => one.Key).ToDictionary(one => one.Key, StringComparer.Ordinal);
        var known = needs.Select(one => one.Need.Key).ToHashSet(StringComparer.Ordinal);
        var decided = await log.LastAsync(community, cancellation);
        return new(state, problem)
        {
            HasFolder = desk.File is not null,
            Partial = sight.IsPartial,
            Fingerprint = desk.File is { } file ? MappingFile.FingerprintOf(file.Text) : "",
            CanUndo = !isElsewhere && (desk.File?.CanUndo(code) ?? false),
            OfAnother = isOfAnother,
            Elsewhere = isElsewhere,
            OtherFiles = others,
            Misfit = misfit,
            Strays = [.. now.Where(one => !known.Contains(one.Key)).Select(one => one.Name)],
            Decided = decided is null ? null : new
            {
                what = MappingDesk.Word(decided.What),
                decided.Meters,
                decided.Who,
                at = InstantPattern.General.Format(decided.At),
            },
            Meters =
            [
                .. needs.Zip(
                    proposals,
                    (one, proposal) => Row(one.Key, one.Point, proposal, current.GetValueOrDefault(one.Need.Key), sight)),
            ],
            Entities = [.. sight.Entities.Select(MappingEntityRow.Of).OfType<MappingEntityRow>()],
        };
    }

    // What another community confirmed is nothing that this one's people may see.
    private (IReadOnlyList<ConfirmedMeter> Now, bool IsOfAnother, IReadOnlyList<string> Others, string? Misfit) Present(string code)
    {
        try
        {
            var isOfAnother = desk.IsOfAnother(code);
            return (isOfAnother ? [] : desk.Now(), isOfAnother, desk.File?.Others() ?? [], null);
        }
        catch (Exception failure)
            when (failure is InvalidDataException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return ([], false, [], failure.Message);
        }
    }

    private static MappingRow Row(string key, int point, MeterProposal proposal, ConfirmedMeter? now, HomeSight sight)
    {
        var need = proposal.Need;
        var use = now?.Use ?? (need is { Use: MeterUse.Building, Quantity: MappedQuantity.Withdrawn }
            && proposal.Counter is { } found && sight.Entities.First(one => one.Id == found.Entity) is var entity
            && ProposeMapping.IsOfLamps(entity)
                ? MeterUse.Lighting
                : need.Use);
        return new(
            key, point, RegistryNumbers.Label(need.Pod), need.Plant, MappingDesk.Word(need.Quantity), MappingDesk.Word(use), need.Name)
        {
            PowerKw = need.PowerKw,
            Current = now is null ? null : new(now.Counter, now.Fallback, now.Power, now.Unit, now.MaxPowerKw),
            Proposed = proposal.Counter is null
                ? null
                : new(
                    proposal.Counter.Entity,
                    proposal.Fallback,
                    proposal.Power,
                    null,
                    need.PowerKw is > 0 and <= 1000 ? (double)need.PowerKw : null),
            Reasons = [.. (proposal.Counter?.Reasons ?? []).Select(MappingWordsOf.Of)],
            Doubts = [.. proposal.Doubts.Select(MappingWordsOf.Of)],
            Candidates = [.. proposal.Candidates.Select(MappingCandidateRow.Of)],
        };
    }
}
