using Cer.Operations.Viewing;

namespace Cer.Host.Viewing.DataQuality;

/// <summary>A line kept apart, for whoever decides.</summary>
/// <param name="Id">Number of the message.</param>
/// <param name="Line">Its number in the message.</param>
/// <param name="At">Start of its interval; null when it could not be read.</param>
/// <param name="Label">Last four characters of its point's code.</param>
/// <param name="Reason">A word for pages to translate.</param>
/// <param name="Words">The sentence of the intake, without codes of points.</param>
/// <param name="Found">What the line says: minutes and kWh.</param>
/// <param name="Acceptable">Whether it can become a reading, or only be rejected.</param>
internal sealed record KeptRow(
    long Id, int Line, string? At, string? Label, string Reason, string Words, KeptRow.FoundView Found, bool Acceptable)
{
    private static readonly (string Part, string Code)[] Reasons =
    [
        ("as the community declares", "other_community"),
        ("possibly a new meter", "new_meter"),
        ("found a total of", "total_fell"),
        ("(no_consent)", "no_consent"),
        ("expected a registered device", "unknown_device"),
        ("expected the one that the device is registered with", "other_point"),
        ("different readings of one", "contradiction"),
        ("found a reading of the", "other_meter"),
    ];

    public static IReadOnlyList<CsvColumn<KeptRow>> Columns { get; } =
    [
        new("Messaggio n.", row => row.Id),
        new("Riga", row => row.Line),
        new("Dalle (UTC)", row => row.At),
        new("POD (ultimi 4)", row => row.Label),
        new("Motivo", row => row.Reason),
        new("Spiegazione", row => row.Words),
        new("Minuti", row => row.Found.Minutes),
        new("Immessa (kWh)", row => row.Found.InjectedKwh),
        new("Prelevata (kWh)", row => row.Found.WithdrawnKwh),
        new("Prodotta (kWh)", row => row.Found.ProducedKwh),
        new("Accettabile", row => row.Acceptable),
    ];

    public static KeptRow Of(KeptLine line) => new(
        line.Message,
        line.Line,
        line.Start is { } start ? HourView.Text(start) : null,
        line.Label,
        Array.Find(Reasons, reason => line.Words.Contains(reason.Part, StringComparison.Ordinal)).Code ?? "other",
        PodMask.Of(line.Words),
        new(line.Minutes, line.Injected?.KilowattHours, line.Withdrawn?.KilowattHours, line.Produced?.KilowattHours),
        line is { Known: true, Start: not null });

    internal sealed record FoundView(int? Minutes, decimal? InjectedKwh, decimal? WithdrawnKwh, decimal? ProducedKwh);
}
