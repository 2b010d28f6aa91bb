namespace Cer.Operations.Homes.Mapping;

/// <summary>Weighs whether an entity is the counter of a meter.</summary>
/// <remarks>The points are the table of docs/home-assistant-setup.md.</remarks>
internal sealed class CounterScore(EntityFacts facts, MeterNeed need)
{
    private readonly List<MappingSentence> _reasons = [];
    private readonly List<MappingSentence> _doubts = [];
    private int _score;
    private bool _isFit = true;
    private bool _isLinked;

    /// <summary>The candidate; null when it cannot be this energy of this point.</summary>
    /// <param name="place">How it is tied to places.</param>
    /// <param name="hasReturning">Whether its device has the same counter for what goes out.</param>
    public MappingCandidate? Weigh(PlaceOf place, bool hasReturning)
    {
        if (!facts.MayCount || place.IsForbidden(need) || !Direct(hasReturning)) return null;
        Say(facts.Entity.DeviceClass == "energy", 15, MappingSentences.Energy);
        if (facts.IsEnergyUnit) Say(true, 10, MappingSentences.Unit(facts.Entity.Unit!));
        else Doubt(true, -10, MappingSentences.NoUnit);
        Say(facts.Entity.StateClass == "total_increasing", 15, MappingSentences.Increasing);
        Say(facts.Entity.StateClass == "total", 12, MappingSentences.Total);
        Doubt(facts.Entity.StateClass == "measurement", -30, MappingSentences.Measurement);
        Doubt(facts.Entity.StateClass is null, -15, MappingSentences.NoStateClass);
        Say(facts.Own.Any(MappingWords.Lifetime.Contains), 8, MappingSentences.Lifetime);
        Unfit(facts.IsOfPeriod, MappingSentences.Resets);
        Unfit(facts.IsPartial, MappingSentences.Partial);
        Unfit(facts.Own.Any(MappingWords.Net.Contains), MappingSentences.Net);
        Doubt(facts.Own.Any(MappingWords.Raw.Contains), -15, MappingSentences.Raw);
        Doubt(facts.Entity.IsHidden, -20, MappingSentences.Hidden);
        Doubt(!facts.HasNumber, -8, MappingSentences.Silent);
        Made();
        Link(place);
        return new(facts.Entity.Id, _score, _isFit, _isLinked, _reasons, _doubts);
    }

    private bool Direct(bool hasReturning)
    {
        if (facts.Directions.Count == 1 && facts.Directions[0] == need.Quantity) Say(true, 25, MappingSentences.Direction(need.Quantity));
        else if (facts.Directions.Count > 0 && !facts.Directions.Contains(need.Quantity)) return false;
        else if (facts.Directions.Count > 1) Doubt(true, 0, MappingSentences.NoDirection);
        else if (hasReturning)
        {
            if (need.Quantity != MappedQuantity.Withdrawn) return false;
            Say(true, 20, MappingSentences.Sibling);
        }
        else if (facts.IsOfGenerator && !facts.IsOfExchange)
        {
            if (need.Quantity != MappedQuantity.Produced) return false;
            Say(true, 12, MappingSentences.Generator);
        }
        else
        {
            // A counter that tells nothing is usually of what a point takes.
            Doubt(true, need.Quantity == MappedQuantity.Withdrawn ? 5 : -20, MappingSentences.NoDirection);
        }

        return true;
    }

    private void Made()
    {
        var makers = need.Quantity == MappedQuantity.Produced ? MappingWords.InverterMakers : MappingWords.MeterMakers;
        if (facts.Entity.Manufacturer is { } maker && facts.IsMadeBy(makers)) Say(true, 6, MappingSentences.Maker(maker));
    }

    private void Link(PlaceOf place)
    {
        if (place.HasPod(need)) Tie(80, MappingSentences.Pod);
        if (place.HasDevice(need)) Tie(60, MappingSentences.Device);
        var words = place.WordsFor(need);
        if (words.Count > 0) Tie(Math.Min(14 + (6 * words.Count), 32), MappingSentences.Place(string.Join(", ", words)));
        else if (place.IsElsewhere(need)) Doubt(true, -60, MappingSentences.OtherPlace);
        else if (!_isLinked) _doubts.Add(MappingSentences.NoPlace);
    }

    private void Tie(int points, MappingSentence reason)
    {
        _isLinked = true;
        Say(true, points, reason);
    }

    private void Say(bool isSo, int points, MappingSentence reason)
    {
        if (!isSo) return;
        _score += points;
        _reasons.Add(reason);
    }

    private void Doubt(bool isSo, int points, MappingSentence doubt)
    {
        if (!isSo) return;
        _score += points;
        _doubts.Add(doubt);
    }

    private void Unfit(bool isSo, MappingSentence doubt)
    {
        if (isSo) _isFit = false;
        Doubt(isSo, -60, doubt);
    }
}
