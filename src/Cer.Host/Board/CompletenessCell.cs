using Cer.Host.Viewing;

namespace Cer.Host.Board;

/// <summary>A day of a point, for spreadsheets.</summary>
internal sealed record CompletenessCell(int Point, string Label, string Day, int Due, int Known, int Unmeasured)
{
    public static IReadOnlyList<CsvColumn<CompletenessCell>> Columns { get; } =
    [
        new("Punto n.", cell => cell.Point),
        new("POD (ultimi 4)", cell => cell.Label),
        new("Giorno", cell => cell.Day),
        new("Quarti d'ora attesi", cell => cell.Due),
        new("Quarti d'ora presenti", cell => cell.Known),
        new("Di cui non misurati", cell => cell.Unmeasured),
    ];

    public static IReadOnlyList<CompletenessCell> Of(BoardView board) =>
    [
        .. board.Points.SelectMany(point => point.Due.Select((due, i) => new CompletenessCell(
            point.Point, point.Label, board.Days[i], due, point.Known[i], point.Unmeasured[i]))).Where(cell => cell.Due > 0),
    ];
}
