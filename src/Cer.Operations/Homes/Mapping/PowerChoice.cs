namespace Cer.Operations.Homes.Mapping;

/// <summary>Finds the power that goes with a counter.</summary>
internal static class PowerChoice
{
    private const int Least = 45;

    public static string? For(
        MeterNeed need, EntityFacts counter, IEnumerable<EntityFacts> powers, Func<EntityFacts, PlaceOf> placeOf) => powers
        .Select(power => (power.Entity.Id, Score: Weigh(need, counter, power, placeOf(power))))
        .Where(one => one.Score >= Least)
        .OrderByDescending(one => one.Score).ThenBy(one => one.Id, StringComparer.Ordinal)
        .Select(one => one.Id).FirstOrDefault();

    private static int Weigh(MeterNeed need, EntityFacts counter, EntityFacts power, PlaceOf place)
    {
        if (place.IsForbidden(need) || place.IsElsewhere(need)) return int.MinValue;
        if (power.Directions.Count > 0 && !power.Directions.Contains(need.Quantity)) return int.MinValue;
        var isGenerators = power.IsOfGenerator && !power.IsOfExchange;
        if (isGenerators != (need.Quantity == MappedQuantity.Produced) && (isGenerators || power.IsOfExchange)) return int.MinValue;
        var score = 0;
        if (power.Entity.DeviceId is { } device && device == counter.Entity.DeviceId) score += 40;
        if (place.HasPod(need)) score += 40;
        if (place.WordsFor(need).Count > 0) score += 20;
        if (power.Directions.Contains(need.Quantity)) score += 20;
        if (power.Entity.DeviceClass == "power") score += 10;
        score += Math.Min(5 * power.IdWords.Intersect(counter.IdWords).Count(), 20);
        return power.Own.Any(word => word is "active" or "attiva" or "real" or "ac") ? score + 5 : score;
    }
}
