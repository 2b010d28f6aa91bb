namespace Cer.Host.Viewing;

/// <summary>Answers with a table as JSON or CSV, with at most so many rows; a header says how many were left out.</summary>
internal static class Answer
{
    public const int MostRows = 5000;
    public const string LeftOut = "X-Cer-Rows-Left-Out";

    public static IResult Table<T>(
        HttpContext context, bool csv, string name, IReadOnlyList<T> rows, IReadOnlyList<CsvColumn<T>> columns)
    {
        context.Response.Headers[LeftOut] = $"{Math.Max(0, rows.Count - MostRows)}";
        var some = rows.Count > MostRows ? [.. rows.Take(MostRows)] : rows;
        return csv ? ItalianCsv.Of(name, columns, some) : TypedResults.Ok(some);
    }
}
