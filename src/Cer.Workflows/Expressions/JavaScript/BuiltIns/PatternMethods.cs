using System.Text;
using System.Text.RegularExpressions;

namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>RegExp, and what texts do with it.</summary>
internal static class PatternMethods
{
    public static readonly BuiltIn RegExp = new("RegExp", 2, New) { Construct = New, Made = value => value is PatternValue };

    public static readonly IReadOnlyDictionary<string, BuiltIn> All = Members.Table(
        ("test", 1, (e, self, a) => Next(e, (PatternValue)self!, Coerce.Text(e, a[0])) is not null),
        ("exec", 1, (e, self, a) => Coerce.Text(e, a[0]) is var text && Next(e, (PatternValue)self!, text) is { } match
            ? Result(e, (PatternValue)self!, match, text) : null),
        ("toString", 0, (_, self, _) => self!.ToString()));

    private static PatternValue New(Evaluation e, object? self, Arguments a)
    {
        if (a[0] is PatternValue known) return Make(e, known.Source.Text, a[1] is Undefined ? known.Source.Flags : Coerce.Text(e, a[1]));
        var text = a[0] is Undefined ? "" : Coerce.Text(e, a[0]);
        return Make(e, text.Length == 0 ? "(?:)" : text, a[1] is Undefined ? "" : Coerce.Text(e, a[1]));
    }

    public static PatternValue Make(Evaluation e, string text, string flags)
    {
        e.Work(200);
        e.Spend(20L * text.Length + 200);
        try
        {
            return new PatternValue(new PatternSource(text, flags));
        }
        catch (PatternRefused refused)
        {
            throw e.SyntaxError(refused.Message);
        }
    }

    /// <summary>The next match of a pattern that remembers its place.</summary>
    private static Match? Next(Evaluation e, PatternValue pattern, string text)
    {
        var remembers = pattern.Source.Global || pattern.Source.Sticky;
        var from = remembers ? pattern.LastIndex : 0;
        var match = from > text.Length ? null : pattern.Find(e, text, (int)Math.Max(0, from));
        if (remembers) pattern.LastIndex = match is null ? 0 : match.Index + match.Length;
        return match;
    }

    public static IEnumerable<Match> Every(Evaluation e, PatternValue pattern, string text)
    {
        for (var from = 0; from <= text.Length;)
        {
            if (pattern.Find(e, text, from) is not { } match) yield break;
            e.Step(e.Here);
            yield return match;
            from = match.Index + Math.Max(1, match.Length);
            if (match.Length == 0 && pattern.Source.Flags.Contains('u', StringComparison.Ordinal) && from < text.Length
                && char.IsLowSurrogate(text[from])) from++;
        }
    }

    public static object? Match(Evaluation e, PatternValue pattern, string text)
    {
        if (!pattern.Source.Global) return Next(e, pattern, text) is { } match ? Result(e, pattern, match, text) : null;
        pattern.LastIndex = 0;
        var all = ListMethods.Made(e, Every(e, pattern, text).Select(match => (object?)e.Made(match.Value)));
        return all.Count == 0 ? null : all;
    }

    public static IteratorValue MatchAll(Evaluation e, PatternValue pattern, string text) =>
        new(Every(e, pattern, text).Select(match => (object?)Result(e, pattern, match, text)));

    private static object Group(Evaluation e, Match match, int number) =>
        match.Groups[number] is { Success: true } group ? e.Made(group.Value) : Undefined.Value;

    private static IEnumerable<object?> Groups(Evaluation e, PatternValue pattern, Match match) =>
        pattern.Source.Names.Select((_, index) => (object?)Group(e, match, index + 1));

    private static object Named(Evaluation e, PatternValue pattern, Match match)
    {
        if (pattern.Source.Names.All(name => name.Length == 0)) return Undefined.Value;
        var made = new OrderedDictionary<string, object?>();
        for (var i = 0; i < pattern.Source.Names.Count; i++)
            if (pattern.Source.Names[i].Length > 0) e.Put(made, pattern.Source.Names[i], Group(e, match, i + 1));
        return made;
    }

    /// <summary>A list with names of its own: index, input, groups.</summary>
    private static MatchList Result(Evaluation e, PatternValue pattern, Match match, string text)
    {
        var made = new MatchList(match.Index, text, Named(e, pattern, match));
        e.Push(made, e.Made(match.Value));
        foreach (var group in Groups(e, pattern, match)) e.Push(made, group);
        return made;
    }

    public static string Replace(Evaluation e, PatternValue pattern, string text, object? by)
    {
        var made = new StringBuilder();
        var done = 0;
        var function = by is Callable or HostFunction;
        var template = function ? "" : Coerce.Text(e, by);
        pattern.LastIndex = pattern.Source.Global ? 0 : pattern.LastIndex;
        var matches = pattern.Source.Global ? Every(e, pattern, text) : Next(e, pattern, text) is { } one ? [one] : [];
        foreach (var match in matches)
        {
            object?[] groups = [.. Groups(e, pattern, match)];
            var named = Named(e, pattern, match);
            string part;
            if (function)
            {
                object?[] last = named is Undefined ? [(double)match.Index, text] : [(double)match.Index, text, named];
                part = Coerce.Text(e, e.Call(by, Undefined.Value, [match.Value, .. groups, .. last], e.Here));
            }
            else part = Expanded(template, text, match.Index, match.Value, groups, named as OrderedDictionary<string, object?>);
            e.Spend(4L * (match.Index - done + part.Length));
            made.Append(text, done, match.Index - done).Append(part);
            done = match.Index + match.Length;
        }
        e.Spend(2L * (text.Length - done));
        return made.Append(text, done, text.Length - done).ToString();
    }

    /// <summary>GetSubstitution of ECMA-262.</summary>
    public static string Expanded(
        string template, string text, int at, string found, object?[] groups, OrderedDictionary<string, object?>? named)
    {
        if (!template.Contains('$', StringComparison.Ordinal)) return template;
        var made = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            var next = template[i] == '$' && i + 1 < template.Length ? template[i + 1] : '\0';
            var number = char.IsAsciiDigit(next) ? next - '0' : 0;
            var digits = 1;
            if (char.IsAsciiDigit(next) && i + 2 < template.Length && char.IsAsciiDigit(template[i + 2])
                && number * 10 + template[i + 2] - '0' is var both && both >= 1 && both <= groups.Length)
                (number, digits) = (both, 2);
            if (next == '$') made.Append('$');
            else if (next == '&') made.Append(found);
            else if (next == '`') made.Append(text, 0, at);
            else if (next == '\'') made.Append(text, at + found.Length, text.Length - at - found.Length);
            else if (number >= 1 && number <= groups.Length)
            {
                made.Append(groups[number - 1] as string);
                i += digits - 1;
            }
            else if (next == '<' && named is not null && template.IndexOf('>', i) is var end and > 0)
            {
                made.Append(named.TryGetValue(template[(i + 2)..end], out var value) ? value as string : "");
                i = end;
                continue;
            }
            else
            {
                made.Append(template[i]);
                continue;
            }
            i++;
        }
        return made.ToString();
    }

    public static List<object?> Split(Evaluation e, PatternValue pattern, string text, uint limit)
    {
        var made = new List<object?>();
        if (limit == 0) return made;
        if (text.Length == 0 && pattern.Find(e, text, 0) is not null) return made;
        var done = 0;
        foreach (var match in Every(e, pattern, text))
        {
            if (match.Index + match.Length == done || (match.Length == 0 && (match.Index >= text.Length || match.Index == done))) continue;
            if (match.Index >= text.Length) break;
            e.Push(made, e.Made(text[done..match.Index]));
            if (made.Count >= limit) return made;
            foreach (var group in Groups(e, pattern, match))
            {
                e.Push(made, group);
                if (made.Count >= limit) return made;
            }
            done = match.Index + match.Length;
        }
        e.Push(made, e.Made(text[done..]));
        return made;
    }
}

/// <summary>What a match gives: a list with index, input and groups.</summary>
internal sealed class MatchList(int index, string input, object groups) : List<object?>
{
    public object? Property(string name) => name switch
    {
        "index" => (double)index,
        "input" => input,
        "groups" => groups,
        _ => null,
    };
}
