using Cer.Apps;
using Cer.Operations.Homes.Mapping;

namespace Cer.Host.Homes.Mapping;

/// <summary>Checks meters before they are confirmed: first in words for people, then as the collectors do themselves.</summary>
/// <param name="needs">What the community needs, by the keys that pages know.</param>
/// <param name="entities">What Home Assistant has.</param>
internal sealed class MappingCheck(IReadOnlyDictionary<string, MeterNeed> needs, IReadOnlyList<MappingEntity> entities)
{
    private readonly Dictionary<string, MappingEntity> _entities = entities.ToDictionary(one => one.Id, StringComparer.Ordinal);

    public (IReadOnlyList<ConfirmedMeter> Meters, IReadOnlyList<MappingProblem> Problems) Run(IEnumerable<MeterAsked> asked)
    {
        List<ConfirmedMeter> good = [];
        List<Meter> checkedBefore = [];
        List<MappingProblem> problems = [];
        foreach (var one in asked)
        {
            var key = one.Key ?? "";
            if (!needs.TryGetValue(key, out var need))
            {
                problems.Add(new(
                    key, "Questo contatore non è tra quelli della comunità.", "Found another meter, expected one of the list."));
                continue;
            }

            var meter = Of(one, need);
            if (Problem(meter, one, checkedBefore) is var (it, en))
            {
                problems.Add(new(key, it, en));
                continue;
            }

            if (Meter.Check([MappingMeters.Of(meter)]).Problems is [var said, ..])
            {
                problems.Add(new(key, said, said));
                continue;
            }

            checkedBefore.Add(MappingMeters.Of(meter));
            good.Add(meter);
        }

        // The collectors have the last word of all together.
        problems.AddRange(Meter.Check(checkedBefore).Problems.Select(said => new MappingProblem("", said, said)));
        return (good, problems);
    }

    private static ConfirmedMeter Of(MeterAsked one, MeterNeed need) => new(
        need.Pod, need.Plant, need.Quantity, UseOf(one.Use, need), Text(one.Name) ?? need.Name, Text(one.Counter) ?? "")
    {
        Fallback = Text(one.Fallback),
        Power = Text(one.Power),
        Unit = Text(one.Unit),
        MaxPowerKw = one.MaxPowerKw,
    };

    private static MeterUse UseOf(string? word, MeterNeed need) =>
        need.Quantity == MappedQuantity.Produced ? MeterUse.Plant
        : Enum.TryParse<MeterUse>(word, ignoreCase: true, out var use) && Enum.IsDefined(use) && use != MeterUse.Plant ? use
        : need.Use;

    private (string It, string En)? Problem(ConfirmedMeter meter, MeterAsked one, List<Meter> before)
    {
        if (before.Any(other => other.Key == MappingMeters.Of(meter).Key))
            return ("Questa energia è già in un’altra riga.", "Found the same energy of the same point twice, expected one meter for it.");
        if (meter.Name.Length > 64 || meter.Name.Any(char.IsControl))
            return ("Il nome è troppo lungo: al massimo 64 caratteri.", "Found a long name, expected at most 64 characters.");
        if (meter.Fallback is not null && meter is not { Quantity: MappedQuantity.Produced } and not { Use: MeterUse.Lighting })
        {
            return (
                "La riserva c’è solo per gli impianti e l’illuminazione.",
                "Found a second counter, expected it of plants and lighting only.");
        }

        foreach (var id in new[] { meter.Counter, meter.Fallback }.OfType<string>())
            if (OfCounter(id, meter, before) is { } wrong) return wrong;
        if (meter.Power is { } power && (!_entities.TryGetValue(power, out var its) || ProposeMapping.KindOf(its) != MappingKind.Power))
            return ($"{power} non è una potenza di Home Assistant.", $"Found {power} for the power, expected an entity of a power.");
        return one.MaxPowerKw is { } most && !(most > 0 && most <= 1000)
            ? ("La potenza massima va da più di 0 a 1000 kW.", "Found another power, expected more than 0 and at most 1000 kW.")
            : null;
    }

    private (string It, string En)? OfCounter(string id, ConfirmedMeter meter, List<Meter> before)
    {
        if (id.Length == 0) return ("Manca il contatore.", "Found no counter, expected one.");
        if (!_entities.TryGetValue(id, out var entity))
        {
            return (
                $"In Home Assistant non c’è {Cut(id)}.",
                $"Found no entity {Cut(id)} in Home Assistant, expected one that is there.");
        }

        if (ProposeMapping.KindOf(entity) != MappingKind.Counter)
        {
            return (
                $"{id} non conta energia: serve un’entità in Wh, kWh o MWh, che non sia di questo programma.",
                $"Found {id}, which counts no energy, expected an entity in Wh, kWh or MWh that is not of this program.");
        }

        if (string.IsNullOrEmpty(entity.Unit) && meter.Unit is null)
            return ($"{id} non dice la sua unità: indicala.", $"Found no unit of {id}, expected Wh, kWh, MWh or GWh.");
        return before.Any(other => other.Entities.Contains(id))
            ? ($"{id} è già il contatore di un’altra riga.", $"Found {id} at another meter already, expected each counter once.")
            : null;
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string Cut(string text) =>
        string.Concat((text.Length > 80 ? text[..80] : text).Select(one => char.IsControl(one) ? '?' : one));
}
