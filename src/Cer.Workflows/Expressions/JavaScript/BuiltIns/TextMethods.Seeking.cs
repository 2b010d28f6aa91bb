namespace Cer.Workflows.Expressions.JavaScript;

/// <remarks>Those that look for something, by text or by pattern.</remarks>
internal static partial class TextMethods
{
    private static (string, int, Work)[] Seeking() =>
    [
        ("includes", 1, (e, self, a) => Index(e, self, a) >= 0),
        ("indexOf", 1, (e, self, a) => (double)Index(e, self, a)),
        ("lastIndexOf", 1, (e, self, a) =>
        {
            var sought = Coerce.Text(e, a[0]);
            var limit = Coerce.Number(e, a[1]);
            var from = (int)Math.Clamp(double.IsNaN(limit) ? double.MaxValue : limit, 0, T(self).Length);
            e.Work(T(self).Length / 16);
            for (var i = Math.Min(from, T(self).Length - sought.Length); i >= 0; i--)
                if (string.CompareOrdinal(T(self), i, sought, 0, sought.Length) == 0) return (double)i;
            return -1.0;
        }),
        ("startsWith", 1, (e, self, a) =>
        {
            var (sought, from) = (NoPattern(e, a[0]), Math.Clamp(Coerce.Integer(e, a[1]), 0, T(self).Length));
            return T(self).AsSpan((int)from).StartsWith(sought, StringComparison.Ordinal);
        }),
        ("endsWith", 1, (e, self, a) =>
        {
            var to = a[1] is Undefined ? T(self).Length : Math.Clamp(Coerce.Integer(e, a[1]), 0, T(self).Length);
            return T(self).AsSpan(0, (int)to).EndsWith(NoPattern(e, a[0]), StringComparison.Ordinal);
        }),
        ("split", 2, Split),
        ("replace", 2, (e, self, a) => a[0] is PatternValue pattern ? PatternMethods.Replace(e, pattern, T(self), a[1])
            : ReplaceText(e, T(self), Coerce.Text(e, a[0]), a[1], all: false)),
        ("replaceAll", 2, (e, self, a) => a[0] is not PatternValue pattern ? ReplaceText(e, T(self), Coerce.Text(e, a[0]), a[1], all: true)
            : pattern.Source.Global ? PatternMethods.Replace(e, pattern, T(self), a[1])
            : throw e.TypeError("replaceAll must be called with a global RegExp")),
        ("match", 1, (e, self, a) => PatternMethods.Match(e, Pattern(e, a[0], ""), T(self))),
        ("matchAll", 1, (e, self, a) => a[0] is PatternValue { Source.Global: false }
            ? throw e.TypeError("String.prototype.matchAll called with a non-global RegExp argument")
            : PatternMethods.MatchAll(e, Pattern(e, a[0], "g"), T(self))),
        ("search", 1, (e, self, a) => Pattern(e, a[0], "").Find(e, T(self), 0) is { } found ? (double)found.Index : -1.0),
    ];

    private static int Index(Evaluation e, object? self, Arguments a)
    {
        var sought = NoPattern(e, a[0]);
        var from = (int)Math.Clamp(Coerce.Integer(e, a[1]), 0, T(self).Length);
        e.Work(T(self).Length / 16);
        return T(self).IndexOf(sought, from, StringComparison.Ordinal);
    }

    private static string NoPattern(Evaluation e, object? value) => value is PatternValue
        ? throw e.TypeError("First argument must not be a regular expression") : Coerce.Text(e, value);

    private static PatternValue Pattern(Evaluation e, object? value, string flags) => value as PatternValue
        ?? PatternMethods.Make(e, value is Undefined ? "(?:)" : Coerce.Text(e, value), flags);

    private static List<object?> Split(Evaluation e, object? self, Arguments a)
    {
        var text = T(self);
        var limit = a[1] is Undefined ? uint.MaxValue : unchecked((uint)Coerce.Int32(e, a[1]));
        var made = new List<object?>();
        if (a[0] is PatternValue pattern) return PatternMethods.Split(e, pattern, text, limit);
        if (limit == 0) return made;
        if (a[0] is Undefined) return ListMethods.Made(e, [text]);
        var between = Coerce.Text(e, a[0]);
        for (var from = 0; ;)
        {
            if (made.Count >= limit) return made;
            e.Work(1);
            if (between.Length == 0)
            {
                if (from >= text.Length) return made;
                e.Push(made, e.Made(text[from++].ToString()));
                continue;
            }
            var next = text.IndexOf(between, from, StringComparison.Ordinal);
            e.Push(made, e.Made(next < 0 ? text[from..] : text[from..next]));
            if (next < 0) return made;
            from = next + between.Length;
        }
    }

    private static string ReplaceText(Evaluation e, string text, string sought, object? by, bool all)
    {
        var made = new System.Text.StringBuilder();
        var (done, from) = (0, 0);
        while (from <= text.Length && text.IndexOf(sought, from, StringComparison.Ordinal) is var at and >= 0)
        {
            e.Work(1);
            var part = by is Callable or HostFunction
                ? Coerce.Text(e, e.Call(by, Undefined.Value, [sought, (double)at, text], e.Here))
                : PatternMethods.Expanded(Coerce.Text(e, by), text, at, sought, [], null);
            e.Spend(4L * (at - done + part.Length));
            made.Append(text, done, at - done).Append(part);
            done = at + sought.Length;
            from = sought.Length == 0 ? at + 1 : done;
            if (!all) break;
        }
        e.Spend(2L * text.Length);
        return made.Append(text, done, text.Length - done).ToString();
    }
}
