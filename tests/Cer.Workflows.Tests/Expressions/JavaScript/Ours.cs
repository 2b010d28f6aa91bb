using System.Globalization;
using System.Text;
using Cer.Workflows.Expressions;
using Cer.Workflows.Expressions.JavaScript;

namespace Cer.Workflows.Tests.Expressions.JavaScript;

/// <summary>What our interpreter makes of a script, told in the same words as <see cref="Node"/> does.</summary>
internal static class Ours
{
    public static readonly JavaScriptLanguage Language = new(TimeProvider.System);

    public static readonly ExpressionLimits Generous = new(5_000_000, 200, 64 << 20, TimeSpan.FromSeconds(60));

    public static string Run(string script)
    {
        try
        {
            // The value is looked at inside the script's own world, where undefined and Date are still themselves.
            var value = Language.Read(script).EvaluateInside(new Lent(), Generous);
            return Shown(value);
        }
        catch (ExpressionException exception)
        {
            var kind = exception.Message.Split(':')[0];
            return kind.EndsWith("Error", StringComparison.Ordinal) ? $"error {kind}" : $"error {exception.Message}";
        }
    }

    public static object? Evaluate(string script, params (string Name, object? Value)[] names) => Language.Read(script).Evaluate(
        new Lent(names.ToDictionary(pair => pair.Name, pair => pair.Value)), Generous, TestContext.Current.CancellationToken);

    private static object? EvaluateInside(this IScript script, IExpressionScope scope, ExpressionLimits limits) =>
        ((JavaScriptScript)script).EvaluateAs(scope, limits, inside: true, TestContext.Current.CancellationToken);

    private static string Shown(object? value) => value switch
    {
        Undefined => "undefined",
        null => "null",
        bool truth => truth ? "true" : "false",
        double number => number == 0 && double.IsNegative(number) ? "-0" : Numbers.Write(number),
        string text => Quoted(text),
        DateValue date => $"date {Numbers.Write(date.Time)}",
        PatternValue pattern => pattern.ToString(),
        List<object?> list => $"[{string.Join(',', list.Select(Shown))}]",
        MapValue map => $"map[{string.Join(',', map.Entries.Select(pair => $"{Shown(pair.Key)}:{Shown(pair.Value)}"))}]",
        SetValue set => $"set[{string.Join(',', set.Values.Select(Shown))}]",
        ErrorValue error => error.Describe(part => (string)part!),
        OrderedDictionary<string, object?> map => $"{{{string.Join(',', map.Keys.Where(Evaluation.IsIndex)
            .OrderBy(key => uint.Parse(key, CultureInfo.InvariantCulture)).Concat(map.Keys.Where(key => !Evaluation.IsIndex(key)))
            .Select(key => $"{Quoted(key)}:{Shown(map[key])}"))}}}",
        Callable => "function",
        IteratorValue => "{}",
        _ => value.GetType().Name,
    };

    private static string Quoted(string text)
    {
        var made = new StringBuilder("\"");
        foreach (var mark in text)
        {
            made.Append(mark switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' => $"\\u{(int)mark:x4}",
                _ => mark.ToString(),
            });
        }
        return made.Append('"').ToString();
    }
}
