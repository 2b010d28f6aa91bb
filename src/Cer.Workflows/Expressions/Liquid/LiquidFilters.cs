using System.Net;

namespace Cer.Workflows.Expressions.Liquid;

/// <summary>What a filter is given.</summary>
internal readonly record struct LiquidCall(LiquidRun Run, object? Value, object?[] Given, Dictionary<string, object?> Named)
{
    public string Text => LiquidValues.Text(Run, Value);

    public List<object?> Items => LiquidValues.Items(Run, Value);

    public object? At(int index) => index < Given.Length ? Given[index] : null;

    public string TextAt(int index) => index < Given.Length ? LiquidValues.Text(Run, Given[index])
        : throw new ExpressionException($"The filter needs {index + 1} {(index == 0 ? "value" : "values")} after the colon.");

    public string TextAt(int index, string otherwise) => index < Given.Length ? LiquidValues.Text(Run, Given[index]) : otherwise;

    public int NumberAt(int index, int otherwise) => index < Given.Length
        ? (int)Math.Clamp(LiquidValues.Number(Given[index]), -1_000_000, 1_000_000) : otherwise;
}

internal delegate object? LiquidFilter(LiquidCall call);

/// <summary>The filters, by name.</summary>
internal static partial class LiquidFilters
{
    public static readonly IReadOnlyDictionary<string, LiquidFilter> All =
        new[] { Texts(), Numbers(), Lists(), Others() }.SelectMany(part => part).ToDictionary(pair => pair.Key, pair => pair.Value);

    private static Dictionary<string, LiquidFilter> Texts() => new()
    {
        ["append"] = c => c.Run.Budget.Made(c.Text + c.TextAt(0)),
        ["prepend"] = c => c.Run.Budget.Made(c.TextAt(0) + c.Text),
        ["upcase"] = c => c.Run.Budget.Made(c.Text.ToUpperInvariant()),
        ["downcase"] = c => c.Run.Budget.Made(c.Text.ToLowerInvariant()),
        ["capitalize"] = c => c.Text is { Length: > 0 } text
            ? c.Run.Budget.Made(char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant()) : "",
        ["strip"] = c => c.Run.Budget.Made(c.Text.Trim()),
        ["lstrip"] = c => c.Run.Budget.Made(c.Text.TrimStart()),
        ["rstrip"] = c => c.Run.Budget.Made(c.Text.TrimEnd()),
        ["strip_newlines"] = c => c.Run.Budget.Made(c.Text.Replace("\r\n", "", StringComparison.Ordinal).Replace("\n", "",
            StringComparison.Ordinal)),
        ["newline_to_br"] = c => c.Run.Budget.Replaced(c.Text.Replace("\r\n", "\n", StringComparison.Ordinal), "\n", "<br />\n"),
        ["strip_html"] = c => WithoutTags(c),
        ["replace"] = c => c.Run.Budget.Replaced(c.Text, c.TextAt(0), c.TextAt(1, "")),
        ["remove"] = c => c.Run.Budget.Replaced(c.Text, c.TextAt(0), ""),
        ["replace_first"] = c => Once(c, c.TextAt(1, ""), last: false),
        ["remove_first"] = c => Once(c, "", last: false),
        ["replace_last"] = c => Once(c, c.TextAt(1, ""), last: true),
        ["remove_last"] = c => Once(c, "", last: true),
        ["truncate"] = c => Truncated(c),
        ["truncatewords"] = c => TruncatedWords(c),
        ["split"] = c => Split(c),
        ["escape"] = c => Escaped(c, once: false),
        ["escape_once"] = c => Escaped(c, once: true),
        ["url_encode"] = c => Encoded(c),
        ["url_decode"] = c => c.Run.Budget.Made(WebUtility.UrlDecode(c.Text)),
        ["base64_encode"] = c => c.Run.Budget.Made(Convert.ToBase64String(c.Value as byte[] ?? System.Text.Encoding.UTF8.GetBytes(c.Text))),
        ["base64"] = c => c.Run.Budget.Made(Convert.ToBase64String(c.Value as byte[] ?? System.Text.Encoding.UTF8.GetBytes(c.Text))),
        ["base64_decode"] = c => Decoded(c),
    };

    private static string Encoded(LiquidCall c)
    {
        c.Run.Budget.Spend(6L * c.Text.Length);
        return WebUtility.UrlEncode(c.Text);
    }

    private static string Decoded(LiquidCall c)
    {
        var bytes = new byte[c.Text.Length];
        return Convert.TryFromBase64String(c.Text, bytes, out var count)
            ? c.Run.Budget.Made(System.Text.Encoding.UTF8.GetString(bytes, 0, count))
            : throw new ExpressionException("The text before base64_decode is not base64.");
    }

    private static string WithoutTags(LiquidCall c)
    {
        var made = new System.Text.StringBuilder();
        var text = c.Text;
        for (var i = 0; i < text.Length; i++)
        {
            var close = text[i] != '<' ? -1
                : text.AsSpan(i).StartsWith("<!--") ? text.IndexOf("-->", i, StringComparison.Ordinal) is var comment and >= 0
                    ? comment + 2 : -1
                : Block(text, i, "script") ?? Block(text, i, "style") ?? text.IndexOf('>', i);
            if (close >= 0) i = close;
            else made.Append(text, i, text[i] == '<' ? text.Length - i : 1);
            if (close < 0 && text[i] == '<') break;
        }
        return c.Run.Budget.Made(made.ToString());
    }

    private static int? Block(string text, int at, string name)
    {
        if (!text.AsSpan(at + 1).StartsWith(name, StringComparison.OrdinalIgnoreCase)) return null;
        var end = text.IndexOf($"</{name}>", at, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? null : end + name.Length + 2;
    }

    private static string Once(LiquidCall c, string by, bool last)
    {
        var (text, sought) = (c.Text, c.TextAt(0));
        var at = last ? text.LastIndexOf(sought, StringComparison.Ordinal) : text.IndexOf(sought, StringComparison.Ordinal);
        return at < 0 ? text : c.Run.Budget.Made(text[..at] + by + text[(at + sought.Length)..]);
    }

    private static string Truncated(LiquidCall c)
    {
        var (text, count, mark) = (c.Text, c.NumberAt(0, 50), c.TextAt(1, "..."));
        return text.Length <= count ? text : c.Run.Budget.Made(text[..Math.Max(0, count - mark.Length)] + mark);
    }

    private static string TruncatedWords(LiquidCall c)
    {
        var words = c.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var count = Math.Max(1, c.NumberAt(0, 15));
        c.Run.Budget.Spend(32L * words.Length);
        return words.Length <= count ? c.Text : c.Run.Budget.Made(string.Join(' ', words.Take(count)) + c.TextAt(1, "..."));
    }

    private static List<object?> Split(LiquidCall c)
    {
        var (text, by) = (c.Text, c.TextAt(0));
        c.Run.Budget.Spend(48L * (text.Length + 1));
        c.Run.Budget.Work(text.Length / 4);
        if (by.Length == 0) return [.. text.Select(letter => (object?)letter.ToString())];
        if (by == " ") return [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
        var parts = text.Split(by, StringSplitOptions.None).ToList<object?>();
        while (parts.Count > 0 && parts[^1] is "") parts.RemoveAt(parts.Count - 1);
        return parts;
    }

    private static string Escaped(LiquidCall c, bool once)
    {
        var text = c.Text;
        c.Run.Budget.Spend(12L * text.Length);
        var made = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            made.Append(text[i] switch
            {
                '&' when once && Entity().IsMatch(text.AsSpan(i, Math.Min(12, text.Length - i))) => "&",
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                var mark => mark.ToString(),
            });
        }
        return made.ToString();
    }

    [System.Text.RegularExpressions.GeneratedRegex("^&([a-zA-Z]+[0-9]*|#[0-9]+|#x[0-9a-fA-F]+);",
        System.Text.RegularExpressions.RegexOptions.None, 1000)]
    private static partial System.Text.RegularExpressions.Regex Entity();
}
