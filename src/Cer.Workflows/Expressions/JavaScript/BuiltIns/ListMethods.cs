namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>The methods of lists that leave the list as it is.</summary>
internal static partial class ListMethods
{
    public static readonly IReadOnlyDictionary<string, BuiltIn> All = Members.Table([.. Reading(), .. Changing()]);

    private static (string, int, Work)[] Reading() =>
    [
        ("map", 1, (e, self, a) =>
        {
            var made = new List<object?>();
            Each(e, self, a, (_, value) => { e.Push(made, value); return true; });
            return made;
        }),
        ("filter", 1, (e, self, a) =>
        {
            var made = new List<object?>();
            Each(e, self, a, (item, value) => { if (Coerce.Truth(value)) e.Push(made, item); return true; });
            return made;
        }),
        ("forEach", 1, (e, self, a) =>
        {
            Each(e, self, a, (_, _) => true);
            return Undefined.Value;
        }),
        ("some", 1, (e, self, a) => Each(e, self, a, (_, value) => !Coerce.Truth(value)) >= 0),
        ("every", 1, (e, self, a) => Each(e, self, a, (_, value) => Coerce.Truth(value)) < 0),
        ("find", 1, (e, self, a) => At(self, Each(e, self, a, (_, value) => !Coerce.Truth(value)))),
        ("findIndex", 1, (e, self, a) => (double)Each(e, self, a, (_, value) => !Coerce.Truth(value))),
        ("findLast", 1, (e, self, a) => At(self, Last(e, self, a))),
        ("findLastIndex", 1, (e, self, a) => (double)Last(e, self, a)),
        ("reduce", 1, (e, self, a) => Reduce(e, List(self), a, 0, 1)),
        ("reduceRight", 1, (e, self, a) => Reduce(e, List(self), a, List(self).Count - 1, -1)),
        ("includes", 1, (e, self, a) => Seek(e, List(self), a, SameValueZero.Comparer.Equals) >= 0),
        ("indexOf", 1, (e, self, a) => (double)Seek(e, List(self), a, Coerce.StrictEquals)),
        ("lastIndexOf", 1, (e, self, a) => LastIndexOf(e, List(self), a)),
        ("join", 1, (e, self, a) => ArrayText.Join(e, List(self), a[0] is Undefined ? "," : Coerce.Text(e, a[0]))),
        ("toString", 0, (e, self, _) => ArrayText.Join(e, List(self), ",")),
        ("slice", 2, (e, self, a) =>
        {
            var (from, to) = Span(e, a, List(self).Count);
            return Made(e, List(self).Skip(from).Take(to - from));
        }),
        ("concat", 1, (e, self, a) =>
        {
            var made = Made(e, List(self));
            foreach (var part in a.Values)
                if (part is List<object?> list) foreach (var item in list.ToArray()) e.Push(made, item);
                else e.Push(made, part);
            return made;
        }),
        ("flat", 0, (e, self, a) =>
        {
            var made = new List<object?>();
            Flatten(e, List(self), made, a[0] is Undefined ? 1 : Coerce.Integer(e, a[0]));
            return made;
        }),
        ("flatMap", 1, (e, self, a) =>
        {
            var made = new List<object?>();
            Each(e, self, a, (_, value) =>
                { if (value is List<object?> inner) Flatten(e, inner, made, 0); else e.Push(made, value); return true; });
            return made;
        }),
        ("at", 1, (e, self, a) => At(self, Coerce.Integer(e, a[0]) is var index && index < 0 ? index + List(self).Count : index)),
        ("keys", 0, (_, self, _) => new IteratorValue(Indices(List(self)))),
        ("values", 0, (_, self, _) => new IteratorValue(Indices(List(self)).Select(index => At(self, (double)index!)))),
        ("entries", 0, (_, self, _) => new IteratorValue(
            Indices(List(self)).Select(index => (object?)new List<object?> { index, At(self, (double)index!) }))),
        ("toSorted", 1, (e, self, a) => Sorting.Sort(e, Made(e, List(self)), a[0])),
        ("toReversed", 0, (e, self, _) => Made(e, Enumerable.Reverse(List(self)))),
    ];

    public static List<object?> List(object? self) => (List<object?>)self!;

    private static object? At(object? self, double index) =>
        index >= 0 && index < List(self).Count ? List(self)[(int)index] : Undefined.Value;

    public static List<object?> Made(Evaluation e, IEnumerable<object?> items)
    {
        var made = new List<object?>();
        foreach (var item in items) e.Push(made, item);
        e.Work(made.Count / 16);
        return made;
    }

    private static IEnumerable<object?> Indices(List<object?> list)
    {
        for (var i = 0; i < list.Count; i++) yield return (double)i;
    }

    public static object? Function(Evaluation e, object? value) => value is Callable or HostFunction ? value
        : throw e.TypeError($"{(Coerce.IsObject(value) ? "The value" : Coerce.Text(e, value))} is not a function");

    /// <summary>Calls the function for each item until told to stop; where it stopped, or -1.</summary>
    private static int Each(Evaluation e, object? self, Arguments a, Func<object?, object?, bool> next)
    {
        var list = List(self);
        var function = Function(e, a[0]);
        var here = e.Here;
        var count = list.Count;
        for (var i = 0; i < count && i < list.Count; i++)
        {
            e.Step(here);
            var item = list[i];
            if (!next(item, e.Call(function, a[1], [item, (double)i, list], here))) return i;
        }
        e.Here = here;
        return -1;
    }

    private static int Last(Evaluation e, object? self, Arguments a)
    {
        var list = List(self);
        var function = Function(e, a[0]);
        for (var i = list.Count - 1; i >= 0; i--)
        {
            e.Step(e.Here);
            if (i < list.Count && Coerce.Truth(e.Call(function, a[1], [list[i], (double)i, list], e.Here))) return i;
        }
        return -1;
    }

    private static object? Reduce(Evaluation e, List<object?> list, Arguments a, int start, int step)
    {
        var function = Function(e, a[0]);
        var here = e.Here;
        if (a.Count < 2 && list.Count == 0) throw e.TypeError("Reduce of empty array with no initial value");
        var value = a.Count < 2 ? list[start] : a[1];
        for (var i = a.Count < 2 ? start + step : start; i >= 0 && i < list.Count; i += step)
        {
            e.Step(here);
            value = e.Call(function, Undefined.Value, [value, list[i], (double)i, list], here);
        }
        return value;
    }

    private static int Seek(Evaluation e, List<object?> list, Arguments a, Func<object?, object?, bool> same)
    {
        var start = Coerce.Integer(e, a[1]);
        if (start < 0) start = Math.Max(0, list.Count + start);
        if (start >= list.Count) return -1;
        e.Work(list.Count / 8);
        return list.FindIndex((int)start, item => same(item, a[0]));
    }

    private static double LastIndexOf(Evaluation e, List<object?> list, Arguments a)
    {
        e.Work(list.Count / 8);
        var start = a.Count > 1 ? Coerce.Integer(e, a[1]) : list.Count - 1.0;
        if (start < 0) start += list.Count;
        for (var i = (int)Math.Min(start, list.Count - 1); i >= 0; i--)
            if (Coerce.StrictEquals(list[i], a[0])) return i;
        return -1;
    }

    private static void Flatten(Evaluation e, List<object?> from, List<object?> into, double depth)
    {
        e.Work(1);
        foreach (var item in from.ToArray())
            if (item is List<object?> inner && depth >= 1) Flatten(e, inner, into, depth - 1);
            else e.Push(into, item);
    }

    /// <summary>From and to of slice and fill, negative ones counted from the end.</summary>
    public static (int From, int To) Span(Evaluation e, Arguments a, int count, int first = 0)
    {
        var from = Place(Coerce.Integer(e, a[first]), count);
        var to = a[first + 1] is Undefined ? count : Place(Coerce.Integer(e, a[first + 1]), count);
        return (from, Math.Max(from, to));
    }

    public static int Place(double index, int count) => (int)Math.Clamp(index < 0 ? count + index : index, 0, count);
}
