using System.Globalization;
using Cer.Operations.Dashboards.Sql;
using NodaTime;

namespace Cer.Operations.Dashboards;

/// <summary>Finds what may be chosen on a dashboard, and holds what was chosen against it.</summary>
/// <remarks>Whatever stands in an address or a body: a value goes to the database only if this person may choose it.</remarks>
public sealed class ChooseVariables(RunStatements statements)
{
    /// <summary>How many values one by one; all of them are as many as an answer has rows.</summary>
    public const int MostChosen = 1000;
    public const int MostText = 200;

    // A query of a variable has no macro of time.
    private static readonly SqlRange Any = new(Instant.FromUtc(2000, 1, 1, 0, 0), Instant.FromUtc(2000, 1, 2, 0, 0));

    /// <summary>Every variable, in order; one that was not asked for has its first value.</summary>
    public async Task<BoardOutcome<IReadOnlyList<ChosenVariable>>> RunAsync(
        Board board, IReadOnlyDictionary<string, string[]> asked, BoardViewer viewer, CancellationToken cancellation)
    {
        List<ChosenVariable> chosen = [];
        if (asked.Keys.FirstOrDefault(name => !board.Variables.Any(variable => variable.Name == name)) is { } unknown)
            return Wrong($"Found the variable '{Shown(unknown)}', expected one of the dashboard's.");
        foreach (var variable in board.Variables)
        {
            var choices = FileChoices(variable);
            var isCut = false;
            if (variable.Query is { } query)
            {
                var sql = query.Expand(Any, name => chosen.First(earlier => earlier.Variable.Name == name).Values);
                var isCommunity = variable.Name == BoardVariable.Community;
                var wanted = isCommunity ? asked.GetValueOrDefault(variable.Name) ?? [] : [];
                if (!wanted.All(viewer.WorksFor)) return NoCommunity<IReadOnlyList<ChosenVariable>>();
                var found = await statements.RunAsync(board.Audience, sql, viewer, cancellation);
                if (found is not BoardOutcome<PanelTable>.Found { Answer: var table }) return found.As<IReadOnlyList<ChosenVariable>>();
                choices = ChoicesOf(table, viewer, isCommunity);
                if (isCommunity && !Holds(choices, wanted))
                {
                    // Founded a moment ago, maybe: what was found before that does not count.
                    found = await statements.RunAsync(board.Audience, sql, viewer, anew: true, cancellation);
                    if (found is not BoardOutcome<PanelTable>.Found { Answer: var fresh }) return found.As<IReadOnlyList<ChosenVariable>>();
                    choices = ChoicesOf(fresh, viewer, isCommunity);
                    if (!Holds(choices, wanted)) return NoCommunity<IReadOnlyList<ChosenVariable>>();
                }

                isCut = table.Truncated;
            }

            var (one, problem) = Choose(variable, choices, isCut, asked.GetValueOrDefault(variable.Name));
            if (one is null) return Wrong(problem!);
            chosen.Add(one);
        }

        return new BoardOutcome<IReadOnlyList<ChosenVariable>>.Found(chosen, default);
    }

    private static (ChosenVariable? Chosen, string? Problem) Choose(
        BoardVariable variable, IReadOnlyList<BoardChoice> choices, bool isCut, string[]? asked)
    {
        var isText = variable.File.Type == "textbox";
        var known = choices.Select(choice => choice.Value).ToHashSet();
        var wanted = asked is { Length: > 0 } ? asked : First(variable, choices, known);
        if (wanted.Length > 1 && !variable.IsMulti) return (null, $"Found several values of {variable.Name}, expected one.");
        if (variable.HasAll && wanted is [BoardVariable.All])
            return (new(variable, choices, wanted, [.. known], isCut), null);
        if (isText)
            return wanted.All(text => text.Length <= MostText && !text.Any(char.IsControl))
                ? (new(variable, choices, wanted, wanted), null)
                : (null, $"Found another text of {variable.Name}, expected at most {MostText} characters without control.");
        if (wanted.Length > MostChosen)
            return (null, $"Found {wanted.Length} values of {variable.Name} one by one, expected at most {MostChosen},"
                + $" or all by {BoardVariable.All}.");
        if (!wanted.All(known.Contains))
            return (null, $"Found a value of {variable.Name} that cannot be chosen, expected one that the dashboard offers.");
        return (new(variable, choices, wanted, [.. wanted.Distinct()], isCut), null);
    }

    private static string[] First(BoardVariable variable, IReadOnlyList<BoardChoice> choices, HashSet<string> known)
    {
        if (variable.File.Type == "textbox") return [variable.File.Query ?? ""];
        string[] set = [.. variable.File.Current?.Values ?? []];
        if (set.Length > 0 && set.All(value => (variable.HasAll && value == BoardVariable.All) || known.Contains(value)))
            return variable.IsMulti ? set : set[..1];
        return variable.HasAll ? [BoardVariable.All] : [.. choices.Take(1).Select(choice => choice.Value)];
    }

    private static IReadOnlyList<BoardChoice> FileChoices(BoardVariable variable) => variable.File.Type switch
    {
        "constant" => [new(variable.File.Query!, variable.File.Query!)],
        "custom" or "interval" => [.. variable.File.Query!.Split(',').Select(text => text.Split(" : ", 2) is [var word, var value]
            ? new BoardChoice(word.Trim(), value.Trim())
            : new BoardChoice(text.Trim(), text.Trim()))],
        _ => [],
    };

    /// <summary>One sentence for a community that does not exist and for one of others: which of the two is not told.</summary>
    public static BoardOutcome<T>.NotThere NoCommunity<T>() => new("Found no such community, expected one of your own.");

    private static bool Holds(IReadOnlyList<BoardChoice> choices, string[] wanted) =>
        choices.Count > 0 && wanted.All(value => choices.Any(choice => choice.Value == value));

    /// <summary>The values that a query found; of communities those that the person works for.</summary>
    private static BoardChoice[] ChoicesOf(PanelTable table, BoardViewer viewer, bool areCommunities) =>
        [.. ChoicesOf(table).Where(choice => !areCommunities || viewer.WorksFor(choice.Value))];

    private static IEnumerable<BoardChoice> ChoicesOf(PanelTable table)
    {
        if (table.Fields.Count == 0) return [];
        var values = table.Field("__value") ?? table.Fields[0];
        var texts = table.Field("__text") ?? values;
        return Enumerable.Range(0, table.Rows).Where(row => values.Values[row] is not null)
            .Select(row => new BoardChoice(Text(texts.Values[row] ?? values.Values[row]), Text(values.Values[row])));
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static BoardOutcome<IReadOnlyList<ChosenVariable>>.Wrong Wrong(string sentence) => new(sentence);

    private static string Shown(string text) =>
        string.Concat((text.Length > 40 ? text[..40] : text).Select(one => char.IsControl(one) || char.IsSurrogate(one) ? '?' : one));
}
