using System.Globalization;
using Cer.Domain;
using Cer.Workflows.Hosting;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Workflows;

/// <summary>What is wrong with a schedule, in words: Italian for alarms, English for the doctor.</summary>
internal static class PulseWords
{
    public static string Title(Pulse pulse) => pulse.Kind switch
    {
        PulseKind.Failed => $"Il flusso «{Name(pulse)}» non è riuscito",
        PulseKind.Left => $"Il flusso «{Name(pulse)}» si è fermato a metà",
        _ => $"Il flusso «{Name(pulse)}» non è partito",
    };

    public static string Text(Pulse pulse) => pulse.Kind switch
    {
        PulseKind.Failed => $"Ultima esecuzione non riuscita il {At(pulse)}. Motivo: {Cut(pulse.Flow.Fault ?? "sconosciuto")}",
        PulseKind.Left => $"Dal {At(pulse)} nessun server lo porta avanti: verificare che il programma sia in funzione.",
        PulseKind.Held => $"Doveva partire il {At(pulse)}, ma l'esecuzione precedente non è ancora finita.",
        _ => $"Doveva partire il {At(pulse)}: verificare che il programma sia in funzione.",
    };

    public static string English(Pulse pulse) => pulse.Kind switch
    {
        PulseKind.Failed => $"the workflow {Name(pulse)} failed on {At(pulse)}: {Cut(pulse.Flow.Fault ?? "nobody knows why")}",
        PulseKind.Left => $"the workflow {Name(pulse)} stands still since {At(pulse)}",
        PulseKind.Held => $"the workflow {Name(pulse)} was to begin on {At(pulse)}, and the run before it has not ended",
        _ => $"the workflow {Name(pulse)} was to begin on {At(pulse)} and did not",
    };

    private static string Name(Pulse pulse) => Cut(pulse.Flow.Name);

    private static string Cut(string text) => text.Length <= 200 ? text : string.Concat(text.AsSpan(0, 199), "…");

    private static string At(Pulse pulse) => LocalDateTimePattern.Create("d/M/uuuu HH:mm", CultureInfo.InvariantCulture)
        .Format(Instant.FromDateTimeOffset(pulse.Since).InZone(MarketHour.Rome).LocalDateTime);
}
