using System.Text;

namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>What JavaScript takes for blank.</summary>
internal static class Texts
{
    public const string Blanks = "\t\n\v\f\r "
        + "\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF";
}

/// <summary>The methods of texts.</summary>
internal static partial class TextMethods
{
    public static readonly IReadOnlyDictionary<string, BuiltIn> All = Members.Table([.. Plain(), .. Seeking()]);

    private static (string, int, Work)[] Plain() =>
    [
        ("charAt", 1, (e, self, a) => Coerce.Integer(e, a[0]) is var at && Inside(self, at) ? T(self)[(int)at].ToString() : ""),
        ("charCodeAt", 1, (e, self, a) => Coerce.Integer(e, a[0]) is var at && Inside(self, at) ? T(self)[(int)at] : double.NaN),
        ("codePointAt", 1, (e, self, a) => Coerce.Integer(e, a[0]) is var at && Inside(self, at) ? Point(T(self), (int)at)
            : Undefined.Value),
        ("at", 1, (e, self, a) => Coerce.Integer(e, a[0]) is var at && Inside(self, at < 0 ? at += T(self).Length : at)
            ? T(self)[(int)at].ToString() : Undefined.Value),
        ("slice", 2, (e, self, a) => ListMethods.Span(e, a, T(self).Length) is var (from, to) ? e.Made(T(self)[from..to]) : null),
        ("substring", 2, (e, self, a) =>
        {
            var from = Math.Clamp(Coerce.Integer(e, a[0]), 0, T(self).Length);
            var to = a[1] is Undefined ? T(self).Length : Math.Clamp(Coerce.Integer(e, a[1]), 0, T(self).Length);
            return e.Made(T(self)[(int)Math.Min(from, to)..(int)Math.Max(from, to)]);
        }),
        ("substr", 2, (e, self, a) =>
        {
            var from = ListMethods.Place(Coerce.Integer(e, a[0]), T(self).Length);
            var count = a[1] is Undefined ? T(self).Length - from : (int)Math.Clamp(Coerce.Integer(e, a[1]), 0, T(self).Length - from);
            return e.Made(T(self).Substring(from, count));
        }),
        ("trim", 0, (e, self, _) => e.Made(T(self).Trim(Blank))),
        ("trimStart", 0, (e, self, _) => e.Made(T(self).TrimStart(Blank))),
        ("trimEnd", 0, (e, self, _) => e.Made(T(self).TrimEnd(Blank))),
        ("padStart", 2, (e, self, a) => Padding(e, self, a) + T(self)),
        ("padEnd", 2, (e, self, a) => T(self) + Padding(e, self, a)),
        ("repeat", 1, (e, self, a) => Repeat(e, T(self), Coerce.Integer(e, a[0]))),
        ("toUpperCase", 0, (e, self, _) => e.Made(Upper(T(self)))),
        ("toLowerCase", 0, (e, self, _) => e.Made(T(self).ToLowerInvariant())),
        ("toLocaleUpperCase", 0, (e, self, _) => e.Made(Upper(T(self)))),
        ("toLocaleLowerCase", 0, (e, self, _) => e.Made(T(self).ToLowerInvariant())),
        ("concat", 1, (e, self, a) => a.Values.Aggregate(T(self), (all, part) => (string)Operators.Of["+"](e, all, Coerce.Text(e, part))!)),
        ("localeCompare", 1, (e, self, a) => Locales.Compare(e, T(self), Coerce.Text(e, a[0]), a[2])),
        ("normalize", 0, (e, self, a) => Normalized(e, T(self), a[0] is Undefined ? "NFC" : Coerce.Text(e, a[0]))),
        ("toString", 0, (_, self, _) => self),
        ("valueOf", 0, (_, self, _) => self),
    ];

    private static readonly char[] Blank = Texts.Blanks.ToCharArray();

    private static string T(object? self) => (string)self!;

    private static bool Inside(object? self, double at) => at >= 0 && at < T(self).Length;

    private static object Point(string text, int at) =>
        (double)(char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
            ? char.ConvertToUtf32(text[at], text[at + 1]) : text[at]);

    private static string Upper(string text) =>
        text.Contains('ß', StringComparison.Ordinal) ? text.Replace("ß", "SS", StringComparison.Ordinal).ToUpperInvariant()
            : text.ToUpperInvariant();

    private static string Repeat(Evaluation e, string text, double count)
    {
        if (count < 0 || double.IsInfinity(count)) throw e.RangeError($"Invalid count value: {Numbers.Write(count)}");
        if (text.Length == 0 || count == 0) return "";
        if (count * text.Length > 500_000_000) throw e.Stopped("it made a text that is too long");
        e.Spend(2L * text.Length * (long)count + 24);
        return new StringBuilder().Insert(0, text, (int)count).ToString();
    }

    private static string Padding(Evaluation e, object? self, Arguments a)
    {
        var missing = Coerce.Integer(e, a[0]) - T(self).Length;
        var fill = a[1] is Undefined ? " " : Coerce.Text(e, a[1]);
        if (missing <= 0 || fill.Length == 0) return "";
        var times = Math.Ceiling(missing / fill.Length);
        e.Spend(2L * T(self).Length);
        return Repeat(e, fill, times)[..(int)missing];
    }

    private static string Normalized(Evaluation e, string text, string form)
    {
        var kind = form switch
        {
            "NFC" => NormalizationForm.FormC,
            "NFD" => NormalizationForm.FormD,
            "NFKC" => NormalizationForm.FormKC,
            "NFKD" => NormalizationForm.FormKD,
            _ => throw e.RangeError("The normalization form should be one of NFC, NFD, NFKC, NFKD."),
        };
        e.Spend(8L * text.Length);
        return text.IsNormalized(kind) ? text : text.Normalize(kind);
    }
}

/// <summary>String.</summary>
internal static class TextFunctions
{
    public static readonly BuiltIn String = new("String", 1, (e, _, a) => a.Count == 0 ? "" : Coerce.Text(e, a[0]))
    {
        Members = Members.Statics(
            ("fromCharCode", 1, (e, _, a) => e.Made(string.Concat(a.Values.Select(code => (char)(Coerce.Int32(e, code) & 0xFFFF))))),
            ("fromCodePoint", 1, (e, _, a) => e.Made(string.Concat(a.Values.Select(code => Coerce.Number(e, code) is var point
                && point >= 0 && point <= 0x10FFFF && point == Math.Floor(point)
                ? point is >= 0xD800 and <= 0xDFFF ? ((char)point).ToString() : char.ConvertFromUtf32((int)point)
                : throw e.RangeError($"Invalid code point {Coerce.Text(e, code)}")))))),
    };
}
