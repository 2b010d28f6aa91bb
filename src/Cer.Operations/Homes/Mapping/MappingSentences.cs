namespace Cer.Operations.Homes.Mapping;

/// <summary>The reasons and doubts of a proposal, as people read them.</summary>
internal static class MappingSentences
{
    public static MappingSentence Confirmed { get; } = new(
        "confirmed", "È il contatore già confermato.", "It is the counter confirmed before.");

    public static MappingSentence Energy { get; } = new("energy", "Si dichiara energia.", "It says that it is energy.");

    public static MappingSentence Increasing { get; } = new("increasing", "Il totale cresce soltanto.", "Its total only rises.");

    public static MappingSentence Total { get; } = new("total", "È un totale.", "It is a total.");

    public static MappingSentence Lifetime { get; } = new(
        "lifetime", "Dal nome conta da sempre.", "By its name it counts since it was new.");

    public static MappingSentence Generator { get; } = new(
        "generator", "È di un inverter o di un impianto.", "It is of an inverter or a plant.");

    public static MappingSentence Sibling { get; } = new(
        "sibling",
        "Lo stesso apparecchio ha anche il contatore di ciò che esce: questo conta ciò che entra.",
        "The same device has a counter of what goes out too: this one counts what comes in.");

    public static MappingSentence Pod { get; } = new("pod", "Porta il codice di questo POD.", "It bears the code of this POD.");

    public static MappingSentence Device { get; } = new(
        "device", "È del dispositivo registrato su questo punto.", "It is of the device registered at this point.");

    public static MappingSentence OnlyOne { get; } = new(
        "only_one",
        "È il solo che conta questa energia, e serve una volta sola.",
        "It alone counts this energy, which is needed just once.");

    public static MappingSentence Silent { get; } = new(
        "silent",
        "Adesso non dà nessun valore: guarda se l’apparecchio è acceso.",
        "It gives no value now: see whether the device is on.");

    public static MappingSentence NoUnit { get; } = new(
        "no_unit", "Non dice la sua unità: va indicata qui.", "It does not tell its unit: it must be given here.");

    public static MappingSentence Measurement { get; } = new(
        "measurement",
        "Si dichiara una misura e non un totale: guarda per un’ora che il valore cresca soltanto.",
        "It says that it is a measurement and not a total: watch for an hour whether the value only rises.");

    public static MappingSentence NoStateClass { get; } = new(
        "no_state_class",
        "Non dice se è un totale: Home Assistant non ne tiene le statistiche.",
        "It does not say whether it is a total: Home Assistant keeps no statistics of it.");

    public static MappingSentence Resets { get; } = new(
        "resets",
        "Riparte da zero ogni giorno, mese o periodo: serve quello che conta da sempre.",
        "It begins anew every day, month or period: the one that counts since it was new is needed.");

    public static MappingSentence Partial { get; } = new(
        "partial", "Conta solo una fase o una fascia oraria.", "It counts one phase or one tariff band only.");

    public static MappingSentence Net { get; } = new(
        "net", "È la differenza tra ciò che entra e ciò che esce.", "It is the difference of what comes in and what goes out.");

    public static MappingSentence Raw { get; } = new(
        "raw",
        "È il valore grezzo: di solito accanto c’è quello pronto.",
        "It is the raw value: usually the ready one stands beside it.");

    public static MappingSentence Hidden { get; } = new("hidden", "In Home Assistant è nascosta.", "It is hidden in Home Assistant.");

    public static MappingSentence NoDirection { get; } = new(
        "no_direction",
        "Il nome non dice se è energia prelevata, immessa o prodotta.",
        "Its name does not tell whether the energy is withdrawn, injected or produced.");

    public static MappingSentence NoPlace { get; } = new(
        "no_place", "Niente dice che sia di questo punto.", "Nothing tells that it is of this point.");

    public static MappingSentence OtherPlace { get; } = new(
        "other_place", "Il nome è di un altro punto.", "Its name is of another point.");

    public static MappingSentence Gone { get; } = new(
        "gone", "L’entità confermata non c’è più in Home Assistant.", "The entity that was confirmed is in Home Assistant no more.");

    public static MappingSentence OnlyUnfit { get; } = new(
        "only_unfit",
        "C’è un’entità di questo punto, ma non conta tutta l’energia da sempre: vedi i dubbi.",
        "There is an entity of this point, but it does not count all energy since it was new: see its doubts.");

    public static MappingSentence SameMeter { get; } = new(
        "same_meter",
        "Il contatore di riserva deve misurare lo stesso impianto: controllalo.",
        "The second counter must measure the same plant: check it.");

    public static MappingSentence Unit(string unit) => new("unit", $"È in {unit}.", $"It is in {unit}.");

    public static MappingSentence Place(string words) => new(
        "place", $"Il nome o la stanza dice «{words}».", $"Its name or area says “{words}”.");

    public static MappingSentence Direction(MappedQuantity quantity) => quantity switch
    {
        MappedQuantity.Withdrawn => new("direction", "Il nome dice energia prelevata.", "Its name says withdrawn energy."),
        MappedQuantity.Injected => new("direction", "Il nome dice energia immessa.", "Its name says injected energy."),
        _ => new("direction", "Il nome dice energia prodotta.", "Its name says produced energy."),
    };

    public static MappingSentence Maker(string maker) => new(
        "maker", $"L’apparecchio è di {maker}.", $"The device is made by {maker}.");

    public static MappingSentence Rival(string entity) => new(
        "two_candidates", $"Potrebbe essere anche {entity}: scegli tu.", $"It could be {entity} too: you choose.");
}
