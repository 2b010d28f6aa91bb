using Cer.Operations.Dashboards.Sql;
using NodaTime;

namespace Cer.Operations.Dashboards;

/// <summary>Answers what a page asks of a dashboard: the statement is the file's, the page gives values alone.</summary>
public sealed class AskBoard(RunStatements statements, ChooseVariables variables)
{
    public const int MostMarks = 500;

    /// <summary>The longest span that may be asked for.</summary>
    public static readonly Duration MostSpan = Duration.FromDays((5 * 366) + 1);

    /// <summary>The variables of a dashboard for a person.</summary>
    public Task<BoardOutcome<IReadOnlyList<ChosenVariable>>> ChoicesAsync(
        Board board, IReadOnlyDictionary<string, string[]> asked, BoardViewer viewer, CancellationToken cancellation) =>
        viewer.MayOpen(board.Audience)
            ? variables.RunAsync(board, asked, viewer, cancellation)
            : Task.FromResult<BoardOutcome<IReadOnlyList<ChosenVariable>>>(
                new BoardOutcome<IReadOnlyList<ChosenVariable>>.NotThere(NoBoard));

    public const string NoBoard = "Found no such dashboard, expected one that you may open.";

    /// <summary>The answer of one query of a panel.</summary>
    public async Task<BoardOutcome<PanelAnswer>> PanelAsync(
        Board board, PanelAsk ask, BoardViewer viewer, CancellationToken cancellation)
    {
        if (!viewer.MayOpen(board.Audience)) return new BoardOutcome<PanelAnswer>.NotThere(NoBoard);
        if (board.Panels.FirstOrDefault(panel => panel.Id == ask.Panel)?.Queries.FirstOrDefault(known => known.RefId == ask.RefId)
            is not { } query)
            return new BoardOutcome<PanelAnswer>.NotThere("Found no such panel or query, expected one of the dashboard's.");
        var found = await RunAsync(board, query.Sql, ask.Range, ask.Variables, viewer, cancellation);
        return found is BoardOutcome<PanelTable>.Found { Answer: var table, At: var at }
            ? new BoardOutcome<PanelAnswer>.Found(new(table, query.Format), at)
            : found.As<PanelAnswer>();
    }

    /// <summary>The marks of a span, by time.</summary>
    public async Task<BoardOutcome<IReadOnlyList<BoardMark>>> MarksAsync(
        Board board, SqlRange range, IReadOnlyDictionary<string, string[]> asked, BoardViewer viewer, CancellationToken cancellation)
    {
        if (!viewer.MayOpen(board.Audience)) return new BoardOutcome<IReadOnlyList<BoardMark>>.NotThere(NoBoard);
        // Also where there is nothing to mark: what makes no sense is told.
        var chosen = await variables.RunAsync(board, asked, viewer, cancellation);
        if (chosen is not BoardOutcome<IReadOnlyList<ChosenVariable>>.Found) return chosen.As<IReadOnlyList<BoardMark>>();
        List<BoardMark> marks = [];
        Instant at = default;
        foreach (var annotation in board.Annotations.Where(annotation => annotation.IsEnabled))
        {
            var found = await RunAsync(board, annotation.Sql, range, asked, viewer, cancellation);
            if (found is not BoardOutcome<PanelTable>.Found { Answer: var table } told) return found.As<IReadOnlyList<BoardMark>>();
            marks.AddRange(MarksOf(table));
            at = told.At;
        }

        return new BoardOutcome<IReadOnlyList<BoardMark>>.Found([.. marks.OrderBy(mark => mark.At).Take(MostMarks)], at);
    }

    private async Task<BoardOutcome<PanelTable>> RunAsync(
        Board board, SqlTemplate template, SqlRange range, IReadOnlyDictionary<string, string[]> asked, BoardViewer viewer,
        CancellationToken cancellation)
    {
        var chosen = await variables.RunAsync(board, asked, viewer, cancellation);
        if (chosen is not BoardOutcome<IReadOnlyList<ChosenVariable>>.Found { Answer: var values }) return chosen.As<PanelTable>();
        foreach (var name in template.Variables)
            if (values.First(one => one.Variable.Name == name).IsBoundless)
                return new BoardOutcome<PanelTable>.Wrong(
                    $"Found more than {values.First(one => one.Variable.Name == name).Values.Count} values of {name} to take all of,"
                    + " expected fewer: choose some of them.");
        var rounded = range with { From = Rounded(range.From), To = Rounded(range.To) };
        var sql = template.Expand(rounded, name => values.First(one => one.Variable.Name == name).Values);
        return await statements.RunAsync(board.Audience, sql, viewer, cancellation);
    }

    /// <summary>Down to half a minute, so that who asks a moment later is told the same.</summary>
    /// <remarks>Whole minutes and their last instants stay: by them days and months are meant.</remarks>
    internal static Instant Rounded(Instant instant)
    {
        const long Minute = 60_000;
        var milliseconds = instant.ToUnixTimeMilliseconds();
        var within = ((milliseconds % Minute) + Minute) % Minute;
        return within is 0 or Minute - 1
            ? Instant.FromUnixTimeMilliseconds(milliseconds)
            : Instant.FromUnixTimeMilliseconds(milliseconds - (within % (Minute / 2)));
    }

    private static IEnumerable<BoardMark> MarksOf(PanelTable table)
    {
        if (table.Field("time") is not { Type: PanelFieldType.Time } begins) yield break;
        var (ends, texts, tags) = (table.Field("timeend"), table.Field("text"), table.Field("tags"));
        for (var row = 0; row < table.Rows; row++)
        {
            if (begins.Values[row] is not long at) continue;
            yield return new(
                Instant.FromUnixTimeMilliseconds(at),
                ends?.Values[row] is long end ? Instant.FromUnixTimeMilliseconds(end) : null,
                texts?.Values[row] as string ?? "",
                (tags?.Values[row] as string)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? []);
        }
    }
}
