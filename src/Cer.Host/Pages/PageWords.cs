using System.Globalization;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Ports;

namespace Cer.Host.Pages;

/// <summary>The words and number forms of the page in one language.</summary>
internal sealed record PageWords
{
    public static readonly PageWords Italian = new()
    {
        Language = "it",
        Other = ("en", "English"),
        Culture = CultureInfo.GetCultureInfo("it-IT"),
        Heading = "Mesi liquidati",
        Lead = "Energia e importi di ogni mese come li calcola questo programma. Fa fede il conto del GSE.",
        Columns = ["Mese", "Esito", "Stato", "Immessa (kWh)", "Prelevata (kWh)", "Condivisa (kWh)",
            "Tariffa premio TIP (€)", "di cui eccedentaria (€)", "Contributo CAC (€)"],
        Unknown = "non ancora noto",
        NoCommunity = "Nessuna comunità ancora: «cer import» ne crea una, «cer demo» ne inventa una.",
        NoMonth = "Nessun mese liquidato ancora.",
        Estimate = "L'importo eccedentario si calcola sull'anno: finché l'anno non è chiuso è una stima.",
        Statuses = new()
        {
            [MonthStatus.Final] = "completo",
            [MonthStatus.Provisional] = "provvisorio",
            [MonthStatus.Partial] = "parziale",
        },
        States = new()
        {
            [MonthState.Open] = "aperto",
            [MonthState.Provisional] = "provvisorio",
            [MonthState.Closed] = "chiuso",
            [MonthState.Reconciled] = "riconciliato",
        },
        NoGaps = "Non manca nessun quarto d'ora.",
        Gaps = "Mancano {0} quarti d'ora in {1} giorni.",
        GapColumns = ["Giorno", "Punto", "Contatore", "Quarti d'ora mancanti", "attesi"],
        MoreGaps = "E altri {0} giorni di un contatore: li elenca /api/gaps.",
        Meters = new() { [MeterRole.Exchange] = "scambio (M1)", [MeterRole.Production] = "produzione (M2)" },
        Invented = "Inventato per la dimostrazione: nessun dato, regola, prezzo o importo di questa comunità è vero.",
        Live = "Oggi finora: {0:N3} kWh condivisi ({1:N3} kWh immessi, {2:N3} kWh prelevati); nell'ora in corso "
            + "{3:N3} kWh condivisi. Provvisorio, {4} % dei dati.",
        NoData = "Oggi non è atteso ancora nessun dato.",
        Silent = "Dispositivi silenziosi: {0}.",
        SilentDevice = "{0}, dalle {1}",
        Reasons = [("missing readings", "mancano letture"), ("missing prices", "mancano prezzi"),
            ("CAC not confirmed", "CAC non confermato")],
    };

    public static readonly PageWords English = Italian with
    {
        Language = "en",
        Other = ("it", "Italiano"),
        Culture = CultureInfo.GetCultureInfo("en-IE"),
        Heading = "Settled months",
        Lead = "Energy and amounts of each month as this program computes them. GSE's account is the final one.",
        Columns = ["Month", "Result", "State", "Injected (kWh)", "Withdrawn (kWh)", "Shared (kWh)", "Premium TIP (€)",
            "of which surplus (€)", "Contribution CAC (€)"],
        Unknown = "not known yet",
        NoCommunity = "No community yet: “cer import” makes one, “cer demo” invents one.",
        NoMonth = "No month settled yet.",
        Estimate = "The surplus is computed on the year: until the year is closed it is an estimate.",
        Statuses = new()
        {
            [MonthStatus.Final] = "final",
            [MonthStatus.Provisional] = "provisional",
            [MonthStatus.Partial] = "partial",
        },
        States = new()
        {
            [MonthState.Open] = "open",
            [MonthState.Provisional] = "provisional",
            [MonthState.Closed] = "closed",
            [MonthState.Reconciled] = "reconciled",
        },
        NoGaps = "No quarter hour is missing.",
        Gaps = "{0} quarter hours are missing in {1} days.",
        GapColumns = ["Day", "Point", "Meter", "Quarter hours missing", "expected"],
        MoreGaps = "And {0} more days of a meter: /api/gaps lists them.",
        Meters = new() { [MeterRole.Exchange] = "exchange (M1)", [MeterRole.Production] = "production (M2)" },
        Invented = "Invented for the demonstration (inventato per la dimostrazione): no figure, rule, price or "
            + "amount of this community is real.",
        Live = "Today so far: {0:N3} kWh shared ({1:N3} kWh injected, {2:N3} kWh withdrawn); in the current hour "
            + "{3:N3} kWh shared. Provisional, {4} % of the data.",
        NoData = "No data are expected yet today.",
        Silent = "Silent devices: {0}.",
        SilentDevice = "{0}, since {1}",
        Reasons = [],
    };

    public required string Language { get; init; }

    public required (string Code, string Name) Other { get; init; }

    public required CultureInfo Culture { get; init; }

    public required string Heading { get; init; }

    public required string Lead { get; init; }

    public required string[] Columns { get; init; }

    public required string Unknown { get; init; }

    public required string NoCommunity { get; init; }

    public required string NoMonth { get; init; }

    public required string Estimate { get; init; }

    /// <summary>What must stand wherever figures rest on invented rules.</summary>
    public required string Invented { get; init; }

    /// <summary>The share of today: shared, injected, withdrawn, shared in this hour, per cent of the data.</summary>
    public required string Live { get; init; }

    public required string NoData { get; init; }

    /// <summary>How many devices are silent.</summary>
    public required string Silent { get; init; }

    /// <summary>One of them: its id, and since when.</summary>
    public required string SilentDevice { get; init; }

    public required Dictionary<MonthStatus, string> Statuses { get; init; }

    public required Dictionary<MonthState, string> States { get; init; }

    public required string NoGaps { get; init; }

    /// <summary>How many quarter hours, and in how many days.</summary>
    public required string Gaps { get; init; }

    public required string[] GapColumns { get; init; }

    public required string MoreGaps { get; init; }

    public required Dictionary<MeterRole, string> Meters { get; init; }

    /// <summary>How the reasons of a run begin, and how people say it.</summary>
    public required (string Begin, string Words)[] Reasons { get; init; }

    public static PageWords For(string? language) => language == "en" ? English : Italian;

    public string Reason(string reason)
    {
        foreach (var (begin, words) in Reasons)
            if (reason.StartsWith(begin, StringComparison.Ordinal)) return words;
        return reason;
    }
}
