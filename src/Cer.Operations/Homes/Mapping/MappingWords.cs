using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Cer.Operations.Homes.Mapping;

/// <summary>The words of integrations, and what each tells of an entity.</summary>
/// <remarks>They are listed with their effect in docs/home-assistant-setup.md.</remarks>
internal static class MappingWords
{
    public static readonly FrozenSet<string> Produced = Of(
        "prodotta prodotto produzione produced production yield generation generated generata generazione erogata");

    public static readonly FrozenSet<string> Injected = Of(
        "export exported esportata immessa immesse immesso immissione iniettata returned ret ceduta feed feedin injected"
        + " injection minus sold venduta exporting");

    public static readonly FrozenSet<string> Withdrawn = Of(
        "import imported importata prelevata prelevate prelevato prelievo prelievi absorbed assorbita bought purchased acquistata"
        + " withdrawn withdrawal plus importing");

    /// <summary>Of the meter of the exchange they mean what is taken; elsewhere what a house uses, from wherever.</summary>
    public static readonly FrozenSet<string> Used = Of("consumption consumed consumo consumi consumata usage");

    public static readonly FrozenSet<string> Generator = Of(
        "inverter pv fv fotovoltaico fotovoltaica fotovoltaici photovoltaic photovoltaics solar solare impianto i1 i2 i3 i4 panel");

    public static readonly FrozenSet<string> Exchange = Of("meter metering smartmeter contatore scambio grid rete m1 m3 totalizzatore");

    /// <summary>Energies of something else: a battery, a car, what is computed, what is not active energy.</summary>
    public static readonly FrozenSet<string> Other = Of(
        "battery batteria batterie batt accumulo storage charge charged charging discharge discharged discharging carica caricata"
        + " scarica scaricata autoconsumo autoconsumata auto self load carico wallbox colonnina ev reactive reattiva apparent apparente"
        + " forecast previsione prevista solcast cost costo price prezzo co2 saved saving risparmiata condivisa shared boiler mppt"
        + " string stringa backup gas water acqua");

    public static readonly FrozenSet<string> Period = Of(
        "today oggi daily day giorno giornaliera giornaliero giornalieri month monthly mese mensile year yearly anno annuale annual"
        + " annua week weekly settimana settimanale hour hourly oraria orario yesterday ieri last ultimo ultima quarter quarto session"
        + " sessione");

    public static readonly FrozenSet<string> Partial = Of(
        "phase fase l1 l2 l3 f1 f2 f3 f4 f5 f6 fascia tariff tariffa peak offpeak");

    public static readonly FrozenSet<string> Net = Of("net netta netto balance saldo");

    public static readonly FrozenSet<string> Raw = Of("grezza grezzo raw fundamental");

    public static readonly FrozenSet<string> Lifetime = Of("total totale totali lifetime accumulated cumulative cumulata vita");

    public static readonly FrozenSet<string> Lamps = Of("illuminazione lampioni lampione lighting lamps quadro street");

    public static readonly FrozenSet<string> InverterMakers = Of(
        "solaredge fronius huawei sma goodwe growatt sungrow fimer abb kostal zcs azzurro enphase solax solis deye ginlong sofar delta");

    public static readonly FrozenSet<string> MeterMakers = Of(
        "shelly allterco sinapsi mac chain2gate distribuzione carlo gavazzi eastron iammeter shellyem shelly3em");

    // What every name may hold tells nothing of a place.
    private static readonly FrozenSet<string> Empty = Of(
        "di del della dei delle da il la lo le gli un una e ed the of and up pod comune famiglia fam edificio impianto unita sensor via"
        + " demo inventato inventata inverter contatore energia energy potenza power kwh wh total totale srl snc spa");

    public static IReadOnlyList<string> Split(string? text)
    {
        if (string.IsNullOrEmpty(text)) return [];
        List<string> words = [];
        var word = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter)) word.Append(letter);
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark) Close();
        }

        Close();
        return words;

        void Close()
        {
            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
        }
    }

    /// <summary>The words of a name that may tell its place.</summary>
    public static IEnumerable<string> OfPlace(string? name) =>
        Split(name).Where(word => word.Length >= 3 && !Empty.Contains(word) && !word.All(char.IsAsciiDigit));

    /// <summary>Whether two words are of one place: the same, or one the beginning of the other.</summary>
    public static bool Meet(string one, string other) => one == other
        || (one.Length >= 5 && other.Length >= 5
            && (one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal)));

    private static FrozenSet<string> Of(string words) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
