using System.Globalization;

namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>The little of languages and countries that scripts use: numbers in English or Italian, the order of words.</summary>
internal static class Locales
{
    public static double Compare(Evaluation e, string a, string b, object? options)
    {
        var how = CompareOptions.None;
        if (options is OrderedDictionary<string, object?> given && given.TryGetValue("sensitivity", out var kind))
            how = kind is "base" ? CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace : kind is "accent"
                ? CompareOptions.IgnoreCase : how;
        e.Work((a.Length + b.Length) / 16);
        return Math.Sign(Coerce.Invariant.CompareInfo.Compare(a, b, how));
    }

    public static string Number(Evaluation e, double value, object? locale, object? options)
    {
        if (!double.IsFinite(value)) return double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";
        var italian = IsItalian(e, locale);
        var most = 3;
        var least = 0;
        if (options is OrderedDictionary<string, object?> given)
        {
            foreach (var name in given.Keys)
                if (name is not ("minimumFractionDigits" or "maximumFractionDigits"))
                    throw e.TypeError($"toLocaleString knows minimumFractionDigits and maximumFractionDigits, not {name}.");
            if (given.TryGetValue("minimumFractionDigits", out var fewest)) least = (int)Math.Clamp(Coerce.Integer(e, fewest), 0, 20);
            most = given.TryGetValue("maximumFractionDigits", out var limit) ? (int)Math.Clamp(Coerce.Integer(e, limit), 0, 20)
                : Math.Max(3, least);
        }
        var text = Numbers.Fixed(value, most);
        if (text.Contains('e', StringComparison.Ordinal)) return text;
        var parts = text.TrimStart('-').Split('.');
        var fraction = parts.Length > 1 ? parts[1].TrimEnd('0').PadRight(least, '0') : "";
        var whole = parts[0];
        if (!italian || whole.Length > 4)
            for (var i = whole.Length - 3; i > 0; i -= 3) whole = whole.Insert(i, italian ? "." : ",");
        return $"{(text[0] == '-' ? "-" : "")}{whole}{(fraction.Length > 0 ? italian ? "," : "." : "")}{fraction}";
    }

    public static bool IsItalian(Evaluation e, object? locale) => locale switch
    {
        Undefined or "en-US" or "en" => false,
        "it-IT" or "it" => true,
        _ => throw e.RangeError($"Found the language '{Coerce.Text(e, locale)}', expected 'it-IT' or 'en-US'."),
    };
}
