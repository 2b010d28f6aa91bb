namespace Cer.Operations.Dashboards.Sql;

/// <summary>What the statement of a dashboard must be as a whole: one that reads the views of its schema.</summary>
/// <remarks>The lock is the role that runs it; these rules keep files honest and tell a slip where it was made.</remarks>
internal static class SqlRules
{
    private static readonly string[] Openers = ["select", "with"];
    private static readonly string[] ClauseEnds =
        ["where", "group", "order", "having", "limit", "offset",
            "fetch", "union", "except", "intersect", "window", "select", "on", "using"];

    // In these FROM stands between arguments.
    private static readonly string[] FromFunctions = ["extract", "substring", "trim", "overlay", "position"];
    private static readonly string[] Makers = ["generate_series", "unnest", "lateral", "values"];

    /// <summary>Faults of a statement that reads the views of a schema.</summary>
    public static IEnumerable<SqlFault> Check(SqlTemplate template, string schema)
    {
        var tokens = template.Tokens;
        if (tokens.Count == 0 || !tokens[0].IsOneOf(Openers))
            yield return new("S01", "found a statement that begins otherwise, expected SELECT or WITH");
        if (tokens.Any(token => token.Depth < 0))
            yield return new("S01", "found a parenthesis that was not opened, expected each in its pair");
        string[] known = [.. Named(tokens)];
        foreach (var place in Sources(tokens))
        {
            if (FaultOf(tokens, place, schema, known) is { } fault) yield return fault;
        }
    }

    /// <summary>Faults of a statement whose answer is series over time.</summary>
    public static IEnumerable<SqlFault> CheckSeries(SqlTemplate template)
    {
        var tokens = template.Tokens;
        var time = TimePlace(tokens);
        if (time is null) yield return new("S04", "found no column named time, expected one in a time series");
        var order = Last(tokens, (token, next) => token.Depth == 0 && token.Is("order") && next?.Is("by") == true);
        var first = order is { } at && at + 2 < tokens.Count ? tokens[at + 2] : null;
        if (first is null || !(first.Text.Trim('"') == "time" || (first.Text == "1" && time == 0)))
            yield return new("S04", "found another order, expected ORDER BY the column time first");
    }

    private static SqlFault? FaultOf(IReadOnlyList<SqlToken> tokens, int place, string schema, string[] known)
    {
        if (place >= tokens.Count) return new("S03", "found nothing after FROM, expected a view");
        var token = tokens[place];
        var next = place + 1 < tokens.Count ? tokens[place + 1] : null;
        if (token.Is("(") || token.IsOneOf(Makers)) return null;
        if (token.Kind == SqlTokenKind.Word && next?.Is(".") != true && known.Contains(token.Text.ToLowerInvariant())) return null;
        if (token.Is(schema) && next?.Is(".") == true) return null;
        return new("S03", $"found '{SqlWords.Shown(token.Text)}' after FROM or JOIN, expected a view of {schema}");
    }

    /// <summary>Names that WITH gives to parts of the statement.</summary>
    private static IEnumerable<string> Named(IReadOnlyList<SqlToken> tokens)
    {
        for (var i = 1; i + 1 < tokens.Count; i++)
        {
            if (!tokens[i].Is("as") || !(tokens[i + 1].Is("(") || tokens[i + 1].Is("materialized") || tokens[i + 1].Is("not"))) continue;
            var before = i - 1;
            if (tokens[before].Is(")"))
                while (before > 0 && !(tokens[before].Is("(") && tokens[before].Depth == tokens[i].Depth)) before--;
            if (tokens[before].Is("(")) before--;
            if (before >= 0) yield return tokens[before].Text.ToLowerInvariant();
        }
    }

    /// <summary>Places where something to read from is named.</summary>
    private static IEnumerable<int> Sources(IReadOnlyList<SqlToken> tokens)
    {
        HashSet<int> open = [];
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Is("join")) yield return After(tokens, i);
            else if (token.Is("from") && !IsWithin(tokens, i) && !(i > 0 && tokens[i - 1].Is("distinct")))
            {
                open.Add(token.Depth);
                yield return After(tokens, i);
            }
            else if (token.Is(",") && open.Contains(token.Depth)) yield return After(tokens, i);
            else if (token.IsOneOf(ClauseEnds) && !token.IsOneOf(["on", "using"])) open.Remove(token.Depth);
            else if (token.Is(")")) open.Remove(token.Depth + 1);
        }
    }

    private static int After(IReadOnlyList<SqlToken> tokens, int place) =>
        place + 1 < tokens.Count && (tokens[place + 1].Is("lateral") || tokens[place + 1].Is("only")) ? place + 2 : place + 1;

    private static bool IsWithin(IReadOnlyList<SqlToken> tokens, int place)
    {
        for (var i = place - 1; i > 0; i--)
        {
            if (tokens[i].Is("(") && tokens[i].Depth == tokens[place].Depth - 1) return tokens[i - 1].IsOneOf(FromFunctions);
        }

        return false;
    }

    /// <summary>In which column of the outermost selection the time stands, from zero; null when there is none.</summary>
    private static int? TimePlace(IReadOnlyList<SqlToken> tokens)
    {
        var begin = -1;
        for (var i = 0; i < tokens.Count && begin < 0; i++)
            if (tokens[i].Depth == 0 && tokens[i].Is("select")) begin = i;
        var column = 0;
        for (var i = begin + 1; begin >= 0 && i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Depth == 0 && token.Is("from")) break;
            if (token.Depth == 0 && token.Is(",")) column++;
            var ends = i + 1 == tokens.Count || (tokens[i + 1].Depth == 0 && (tokens[i + 1].Is(",") || tokens[i + 1].Is("from")));
            if (token.Depth == 0 && ends
                && (token.Text.Trim('"') == "time" || token.Name is "__time" or "__timeGroupAlias")) return column;
        }

        return null;
    }

    private static int? Last(IReadOnlyList<SqlToken> tokens, Func<SqlToken, SqlToken?, bool> fits)
    {
        for (var i = tokens.Count - 1; i >= 0; i--)
            if (fits(tokens[i], i + 1 < tokens.Count ? tokens[i + 1] : null)) return i;
        return null;
    }
}
