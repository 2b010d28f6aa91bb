namespace Cer.Operations.Homes.Mapping;

/// <summary>Proposes which entity of Home Assistant is the counter of which meter; a person decides.</summary>
/// <remarks>
/// Pure, and the same whatever the order of the entities. The likeliest pair of all goes first, and an entity is given once. One
/// that nothing ties to a place is proposed only where it alone counts an energy that is needed once: between two schools a guess
/// is worse than none.
/// </remarks>
public static class ProposeMapping
{
    private const int Least = 40;
    private const int Near = 10;
    private const int MostShown = 8;
    private const int Sure = 10_000;

    public static IReadOnlyList<MeterProposal> Of(IReadOnlyList<MeterNeed> needs, IEnumerable<MappingEntity> entities)
    {
        EntityFacts[] all =
        [
            .. entities.DistinctBy(one => one.Id).OrderBy(one => one.Id, StringComparer.Ordinal).Select(one => new EntityFacts(one)),
        ];
        var byId = all.ToDictionary(one => one.Entity.Id, StringComparer.Ordinal);
        var counters = all.Where(one => one.MayCount).ToArray();
        var places = all.ToDictionary(one => one, one => new PlaceOf(one, needs));
        var returning = Returning(counters);
        var candidates = needs.ToDictionary(
            need => need,
            need => counters
                .Select(facts => new CounterScore(facts, need).Weigh(places[facts], returning.Contains(facts.Entity.Id)))
                .OfType<MappingCandidate>()
                .OrderByDescending(one => one.Score).ThenBy(one => one.Entity, StringComparer.Ordinal).ToArray());
        var given = Give(needs, candidates);
        var taken = given.Values.Select(one => one.Entity).ToHashSet(StringComparer.Ordinal);
        var powers = all.Where(one => one.MayBePower).ToArray();
        List<MeterProposal> proposals = [];
        foreach (var need in needs)
        {
            var counter = given.GetValueOrDefault(need);
            var fallback = counter is null ? null : Fallback(need, counter, candidates[need], byId, taken);
            proposals.Add(new(
                need,
                counter,
                counter is null ? null : PowerChoice.For(need, byId[counter.Entity], powers, facts => places[facts]),
                fallback,
                [.. candidates[need].Where(one => one.IsLinked || one.IsFit).Take(MostShown)],
                [.. Doubts(need, counter, fallback, candidates[need], taken, byId)]));
        }

        return proposals;
    }

    /// <summary>Whether an entity can be a counter at all, or a power; neither when it is null.</summary>
    public static MappingKind? KindOf(MappingEntity entity)
    {
        var facts = new EntityFacts(entity);
        return facts.MayCount ? MappingKind.Counter : facts.MayBePower ? MappingKind.Power : null;
    }

    /// <summary>Whether its words are of street lighting.</summary>
    public static bool IsOfLamps(MappingEntity entity) => new EntityFacts(entity).All.Any(MappingWords.Lamps.Contains);

    private static Dictionary<MeterNeed, MappingCandidate> Give(
        IReadOnlyList<MeterNeed> needs, Dictionary<MeterNeed, MappingCandidate[]> candidates)
    {
        var once = needs.GroupBy(need => need.Quantity).Where(group => group.Count() == 1).Select(group => group.Key).ToHashSet();
        var pairs = needs
            .SelectMany(need => candidates[need].Select(one => (need, one, score: one.Entity == need.Confirmed ? Sure : one.Score)))
            .Where(pair => pair.score == Sure || (pair.one.IsFit && pair.score >= Least && (pair.one.IsLinked
                || (once.Contains(pair.need.Quantity) && candidates[pair.need].Count(other => other.IsFit && other.Score >= Least) == 1))))
            .OrderByDescending(pair => pair.score)
            .ThenBy(pair => pair.need.Key, StringComparer.Ordinal).ThenBy(pair => pair.one.Entity, StringComparer.Ordinal);
        var given = new Dictionary<MeterNeed, MappingCandidate>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (need, one, score) in pairs)
        {
            if (given.ContainsKey(need) || !taken.Add(one.Entity)) continue;
            given[need] = score == Sure ? one with { Reasons = [MappingSentences.Confirmed, .. one.Reasons] }
                : one.IsLinked ? one
                : one with { Reasons = [.. one.Reasons, MappingSentences.OnlyOne] };
        }

        return given;
    }

    /// <summary>Another device at the same place that counts the same; only a plant and a cabinet can have one.</summary>
    private static string? Fallback(
        MeterNeed need,
        MappingCandidate counter,
        MappingCandidate[] candidates,
        Dictionary<string, EntityFacts> byId,
        HashSet<string> taken)
    {
        if (need.Quantity != MappedQuantity.Produced) return null;
        var device = byId[counter.Entity].Entity.DeviceId;
        return candidates.FirstOrDefault(one => one.IsFit && one.IsLinked && one.Score >= Least && !taken.Contains(one.Entity)
            && byId[one.Entity].Directions.Contains(MappedQuantity.Produced)
            && byId[one.Entity].Entity.DeviceId is { } other && other != device)?.Entity is { } found && taken.Add(found) ? found : null;
    }

    private static IEnumerable<MappingSentence> Doubts(
        MeterNeed need,
        MappingCandidate? counter,
        string? fallback,
        MappingCandidate[] candidates,
        HashSet<string> taken,
        Dictionary<string, EntityFacts> byId)
    {
        if (need.Confirmed is { } before && !byId.ContainsKey(before)) yield return MappingSentences.Gone;
        if (counter is null)
        {
            if (candidates.Any(one => one is { IsLinked: true, IsFit: false })) yield return MappingSentences.OnlyUnfit;
            yield break;
        }

        foreach (var doubt in counter.Doubts) yield return doubt;
        var rival = candidates.FirstOrDefault(one => one.Entity != counter.Entity && one.Entity != fallback && one.IsFit
            && one.Score >= counter.Score - Near && (one.IsLinked || !counter.IsLinked) && !taken.Contains(one.Entity));
        if (rival is not null && counter.Entity != need.Confirmed) yield return MappingSentences.Rival(rival.Entity);
        if (fallback is not null) yield return MappingSentences.SameMeter;
    }

    /// <summary>Counters whose device has another of the same name with a word for what goes out.</summary>
    private static HashSet<string> Returning(EntityFacts[] counters)
    {
        HashSet<string> found = new(StringComparer.Ordinal);
        foreach (var device in counters.Where(one => one.Entity.DeviceId is not null).GroupBy(one => one.Entity.DeviceId))
        {
            var outward = device.Where(one => one.IdWords.Any(MappingWords.Injected.Contains))
                .Select(one => string.Join('_', one.IdWords.Where(word => !MappingWords.Injected.Contains(word))))
                .ToHashSet(StringComparer.Ordinal);
            foreach (var one in device.Where(one => one.Directions.Count == 0 && outward.Contains(string.Join('_', one.IdWords))))
                found.Add(one.Entity.Id);
        }

        return found;
    }
}
