namespace Cer.Workflows.Expressions.JavaScript;

/// <remarks>Those that change the list itself.</remarks>
internal static partial class ListMethods
{
    private static (string, int, Work)[] Changing() =>
    [
        ("push", 1, (e, self, a) =>
        {
            foreach (var item in a.Values) e.Push(Open(e, self), item);
            return (double)List(self).Count;
        }),
        ("pop", 0, (e, self, _) => TakeAt(e, self, List(self).Count - 1)),
        ("shift", 0, (e, self, _) => TakeAt(e, self, 0)),
        ("unshift", 1, (e, self, a) => Insert(e, Open(e, self), 0, a.Values)),
        ("splice", 2, (e, self, a) =>
        {
            var list = Open(e, self);
            var from = Place(Coerce.Integer(e, a[0]), list.Count);
            var count = a.Count == 0 ? 0 : a.Count == 1 ? list.Count - from
                : (int)Math.Clamp(Coerce.Integer(e, a[1]), 0, list.Count - from);
            var gone = Made(e, list.GetRange(from, count));
            e.Work(list.Count / 64);
            list.RemoveRange(from, count);
            Insert(e, list, from, a.From(2));
            return gone;
        }),
        ("reverse", 0, (e, self, _) =>
        {
            e.Work(List(self).Count / 16);
            Open(e, self).Reverse();
            return self;
        }),
        ("fill", 1, (e, self, a) =>
        {
            var list = Open(e, self);
            var (from, to) = Span(e, a, list.Count, 1);
            e.Work((to - from) / 16);
            for (var i = from; i < to; i++) list[i] = a[0];
            e.Held(list, a[0]);
            return list;
        }),
        ("sort", 1, (e, self, a) => Sorting.Sort(e, Open(e, self), a[0])),
    ];

    private static List<object?> Open(Evaluation e, object? self)
    {
        e.Changing(self!);
        return List(self);
    }

    private static object? TakeAt(Evaluation e, object? self, int index)
    {
        var list = Open(e, self);
        if (list.Count == 0) return Undefined.Value;
        var item = list[index];
        if (index == 0) e.Work(list.Count / 64);
        list.RemoveAt(index);
        return item;
    }

    private static double Insert(Evaluation e, List<object?> list, int at, object?[] items)
    {
        if (list.Count + items.Length > Evaluation.LongestList) throw e.RangeError("Invalid array length");
        e.Work(list.Count / 64);
        e.Spend(16L * items.Length);
        list.InsertRange(at, items);
        foreach (var item in items) e.Held(list, item);
        return list.Count;
    }
}

/// <summary>Sorting that keeps the order of equals and survives any comparison.</summary>
internal static class Sorting
{
    public static List<object?> Sort(Evaluation e, List<object?> list, object? by)
    {
        if (by is not Undefined) ListMethods.Function(e, by);
        var here = e.Here;
        var items = list.Where(item => item is not Undefined).ToArray();
        e.Spend(24L * items.Length);
        e.Work(items.Length);
        if (by is Undefined)
        {
            var keyed = Array.ConvertAll(items, item => (Text: Coerce.Text(e, item), Item: item));
            Merge(keyed, new (string Text, object? Item)[keyed.Length], 0, keyed.Length, (x, y) =>
            {
                e.Step(here);
                return string.CompareOrdinal(x.Text, y.Text) <= 0;
            });
            items = Array.ConvertAll(keyed, pair => pair.Item);
        }
        else
        {
            Merge(items, new object?[items.Length], 0, items.Length, (x, y) =>
            {
                e.Step(here);
                return !(Coerce.Number(e, e.Call(by, Undefined.Value, [x, y], here)) > 0);
            });
        }
        var count = Math.Max(list.Count, items.Length);
        list.Clear();
        list.AddRange(items);
        e.Resize(list, count);
        return list;
    }

    private static void Merge<T>(T[] items, T[] spare, int from, int to, Func<T, T, bool> inOrder)
    {
        if (to - from < 2) return;
        var middle = from + (to - from) / 2;
        Merge(items, spare, from, middle, inOrder);
        Merge(items, spare, middle, to, inOrder);
        if (inOrder(items[middle - 1], items[middle])) return;
        Array.Copy(items, from, spare, from, to - from);
        var (left, right) = (from, middle);
        for (var i = from; i < to; i++)
        {
            var takeLeft = right >= to || (left < middle && inOrder(spare[left], spare[right]));
            items[i] = takeLeft ? spare[left++] : spare[right++];
        }
    }
}
