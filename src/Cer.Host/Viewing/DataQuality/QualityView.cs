using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime.Text;

namespace Cer.Host.Viewing.DataQuality;

/// <summary>What data came, what lacks, and what waits for a decision.</summary>
/// <param name="Completeness">The last days, in quarter hours of series.</param>
/// <param name="Gaps">What lacks, the newest day first.</param>
/// <param name="GapsAt">When gaps were searched for; null while the first search runs.</param>
/// <param name="Silent">Devices that are silent, then those that were.</param>
/// <param name="Incidents">What meters told that somebody should know: what lasts, then what is over.</param>
/// <param name="Quarantine">Lines that wait, oldest message first.</param>
/// <param name="More">Whether there are more gaps, devices or lines than are told.</param>
internal sealed record QualityView(
    QualityView.CompletenessRow[] Completeness,
    GapRow[] Gaps,
    string? GapsAt,
    QualityView.SilentRow[] Silent,
    QualityView.IncidentRow[] Incidents,
    KeptRow[] Quarantine,
    bool More)
{
    /// <summary>The most rows of each kind.</summary>
    public const int MostRows = 1000;

    /// <summary>Of a page that was asked for with a row more of each kind than are told.</summary>
    public static QualityView Of(DataPage page) => new(
        [.. page.Days.Select(day => new CompletenessRow(
            LocalDatePattern.Iso.Format(day.Day), day.Expected, day.Received, day.Estimated))],
        [.. page.Gaps.Take(MostRows).Select(GapRow.Of)],
        page.GapsAt is { } at ? HourView.Text(at) : null,
        [.. page.Silent.Take(MostRows).Select(SilentRow.Of)],
        [.. page.Incidents.Take(MostRows).Select(IncidentRow.Of)],
        [.. page.Quarantine.Take(MostRows).Select(KeptRow.Of)],
        page.Gaps.Count > MostRows || page.Silent.Count > MostRows || page.Quarantine.Count > MostRows);

    internal sealed record CompletenessRow(string Day, long Expected, long Received, long Estimated)
    {
        public static IReadOnlyList<CsvColumn<CompletenessRow>> Columns { get; } =
        [
            new("Giorno", day => day.Day),
            new("Quarti d'ora attesi", day => day.Expected),
            new("Quarti d'ora ricevuti", day => day.Received),
            new("Di cui stimati", day => day.Estimated),
        ];
    }

    internal sealed record SilentRow(string Device, string Since, string? ResolvedAt)
    {
        public static IReadOnlyList<CsvColumn<SilentRow>> Columns { get; } =
        [
            new("Dispositivo", row => row.Device),
            new("Silenzioso da (UTC)", row => row.Since),
            new("Risolto (UTC)", row => row.ResolvedAt),
        ];

        public static SilentRow Of(Alert alert) => new(
            PodMask.Of(alert.Device),
            HourView.Text(alert.Since),
            alert.ResolvedAt is { } resolved ? HourView.Text(resolved) : null);
    }

    internal sealed record IncidentRow(string Kind, string Device, string Since, string? ResolvedAt)
    {
        public static IReadOnlyList<CsvColumn<IncidentRow>> Columns { get; } =
        [
            new("Avviso", row => row.Kind),
            new("Dispositivo", row => row.Device),
            new("Dal (UTC)", row => row.Since),
            new("Risolto (UTC)", row => row.ResolvedAt),
        ];

        public static IncidentRow Of(Alert alert) => new(
            alert.Kind,
            PodMask.Of(alert.Device),
            HourView.Text(alert.Since),
            alert.ResolvedAt is { } resolved ? HourView.Text(resolved) : null);
    }
}
