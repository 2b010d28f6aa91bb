using System.Globalization;
using Cer.Settlement.Dates;
using NodaTime;

namespace Cer.Operations.Deadlines;

/// <summary>What letters and alarms say of a deadline, in Italian: whoever runs a community reads it so.</summary>
internal static class DeadlineSentences
{
    private static readonly CultureInfo Italian = new("it-IT");

    public static string Of(DeadlineKind kind, YearMonth of) => kind switch
    {
        DeadlineKind.Measures => $"Misure del distributore di {Month(of)}",
        DeadlineKind.Advance => $"Acconto di {Month(of)} pubblicato dal GSE",
        DeadlineKind.AdvancePaid => $"Pagamento del GSE per {Month(of)}",
        DeadlineKind.HourlyData => FormattableString.Invariant($"Misure orarie mancanti del {of.Year}"),
        DeadlineKind.Balance => FormattableString.Invariant($"Conguaglio del {of.Year} pubblicato dal GSE"),
        DeadlineKind.BalancePaid => FormattableString.Invariant($"Pagamento del conguaglio del {of.Year}"),
        DeadlineKind.Recalculation => $"Ricalcolo del GSE di {Month(of)}",
        _ => $"Ultimo giorno per rettificare {Month(of)}",
    };

    public static string Act(DeadlineKind kind) => kind switch
    {
        DeadlineKind.Measures => "Controlla che le misure del mese ci siano, o chiedile al distributore.",
        DeadlineKind.Advance or DeadlineKind.Balance or DeadlineKind.Recalculation =>
            "Scarica il prospetto dall’Area Clienti del GSE e caricalo qui.",
        DeadlineKind.AdvancePaid or DeadlineKind.BalancePaid => "Controlla che l’accredito sia arrivato e registralo.",
        DeadlineKind.HourlyData =>
            "Dopo questo giorno il GSE può usare profili standard: sollecita il distributore per le ore che mancano.",
        _ => "Dopo questo giorno il mese non si corregge più.",
    };

    public static string Day(LocalDate day) => day.ToString("d MMMM uuuu", Italian);

    private static string Month(YearMonth month) => month.ToString("MMMM uuuu", Italian);
}
