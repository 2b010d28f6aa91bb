using Cer.Domain;
using Cer.Host.Viewing;
using Cer.Operations.Board;

namespace Cer.Host.Board;

/// <summary>A finding as the interface tells it.</summary>
/// <param name="Point">The store's number of the point.</param>
/// <param name="Label">Last four characters of its code.</param>
/// <param name="UnitId">The unit; 0 for what the point withdraws.</param>
/// <param name="Unit">Its code; null for the point itself.</param>
/// <param name="Flow">The quantity.</param>
/// <param name="Kind">What seems wrong.</param>
/// <param name="From">Start, UTC.</param>
/// <param name="To">End, UTC.</param>
/// <param name="Kwh">The energy concerned; null when nobody can tell.</param>
/// <param name="EstimatedEur">What it may be worth, were all of it shared; null when nobody can tell.</param>
internal sealed record FindingRow(
    int Point,
    string Label,
    int UnitId,
    string? Unit,
    string Flow,
    string Kind,
    string From,
    string To,
    decimal? Kwh,
    decimal? EstimatedEur)
{
    public static IReadOnlyList<CsvColumn<FindingRow>> Columns { get; } =
    [
        new("Punto n.", row => row.Point),
        new("POD (ultimi 4)", row => row.Label),
        new("Unità", row => row.Unit),
        new("Grandezza", row => row.Flow),
        new("Anomalia", row => row.Kind),
        new("Dalle (UTC)", row => row.From),
        new("Alle (UTC)", row => row.To),
        new("Energia interessata (kWh)", row => row.Kwh),
        new("Importo in gioco, stima (EUR)", row => row.EstimatedEur),
    ];

    public static FindingRow Of(BoardFinding finding, BoardLabels labels) => new(
        finding.Series.Point,
        labels.Point(finding.Series.Point),
        finding.Series.Unit,
        labels.Unit(finding.Series.Unit),
        BoardWords.Of(finding.Series.Flow),
        BoardWords.Of(finding.Kind),
        HourView.Text(finding.From),
        HourView.Text(finding.To),
        finding.Amount is { } amount ? amount / (decimal)Energy.Micro : null,
        finding.Eur);
}
