using Cer.Exchange.Gse;
using Cer.Operations.Reconciling;
using Cer.Operations.Viewing;

namespace Cer.Host.Reconciling;

/// <summary>What a file would become.</summary>
internal sealed record PreviewView(
    string Sha256,
    bool Whole,
    string Profile,
    int ProfileVersion,
    int Rows,
    int Lines,
    PreviewView.ColumnView[] Columns,
    PreviewView.MonthView[] Months,
    PreviewView.LineView[] First,
    string[] UnknownUnits,
    string[] KnownUnits,
    int UnknownPoints,
    PreviewView.LeftOutView[] LeftOut,
    PreviewView.FaultView[] Faults,
    long FaultsLeftOut)
{
    private const int MostLines = 12;
    private const int MostUnits = 20;
    private const int MostLeftOut = 100;

    public static PreviewView Of(StatementPreview preview)
    {
        var reading = preview.Reading;
        return new(
            preview.Sha256,
            reading.IsWhole,
            preview.Profile.Profile.Name,
            preview.Profile.Version,
            reading.Rows,
            reading.Lines.Count,
            [.. reading.Columns.Select(column => new ColumnView(column.Header, column.Field?.Word(), [.. column.Samples]))],
            [.. MonthStatement.Of(0, reading.Lines).Select(MonthView.Of)],
            [.. reading.Lines.Take(MostLines).Select(LineView.Of)],
            [.. preview.UnknownUnits.Take(MostUnits)],
            [.. preview.KnownUnits.Take(MostUnits)],
            preview.UnknownPoints,
            [.. preview.LeftOut.Take(MostLeftOut).Select(one =>
                new LeftOutView($"{one.Month}", one.Left.What, one.Left.Eur, one.Left.Stays))],
            [.. reading.Faults.Faults.Take(StatementReader.MostFaults)
                .Select(fault => new FaultView(fault.Line, fault.Field, fault.Found, fault.Expected))],
            reading.Faults.LeftOut);
    }

    /// <summary>A column of the file, and what it becomes; null when it is passed over.</summary>
    internal sealed record ColumnView(string Header, string? Field, string[] Samples);

    /// <summary>What the file says of a month.</summary>
    internal sealed record MonthView(string Month, string Kind, int Lines, decimal? TipEur, decimal? CacEur, string? Published)
    {
        public static MonthView Of(MonthStatement statement) => new(
            $"{statement.Month}",
            statement.Kind.Word(),
            statement.Lines.Count,
            statement.Premium,
            statement.Cac,
            statement.Published is { } day ? NodaTime.Text.LocalDatePattern.Iso.Format(day) : null);
    }

    /// <summary>A line as it would be kept; a point by the last characters of its code.</summary>
    internal sealed record LineView(
        int Line, string Month, string Kind, string? Unit, string? Point, decimal? Shared, decimal? Tip, decimal? Cac,
            string? Charge, decimal? Amount)
    {
        public static LineView Of(StatementLine line) => new(
            line.Number,
            $"{line.Month}",
            line.Kind.Word(),
            line.Unit,
            line.Pod is { } pod ? RegistryNumbers.Label(pod) : null,
            line.Shared ?? line.Withdrawn ?? line.Injected,
            line.Tip,
            line.Cac,
            line.Charge?.Word(),
            line.Amount);
    }

    /// <summary>What a recalculation does not repeat: it stays as it was, or, a unit among others, has nothing any more.</summary>
    internal sealed record LeftOutView(string Month, string What, decimal Eur, bool Stays);

    /// <summary>What is refused, and why.</summary>
    internal sealed record FaultView(long Line, string Field, string Found, string Expected);
}
