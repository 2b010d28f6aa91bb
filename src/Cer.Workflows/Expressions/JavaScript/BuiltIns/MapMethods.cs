namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>Map and Set.</summary>
internal static class MapMethods
{
    public static readonly BuiltIn Map = new("Map", 0, (e, _, _) => throw e.TypeError("Map is made with new: new Map()."))
    {
        Made = value => value is MapValue,
        Construct = (e, _, a) =>
        {
            var map = new MapValue();
            if (!Coerce.IsNullish(a[0]))
                foreach (var pair in e.Iterate(a[0])) map.Set(e.Get(pair, 0.0), e.Get(pair, 1.0));
            return map;
        },
    };

    public static readonly BuiltIn Set = new("Set", 0, (e, _, _) => throw e.TypeError("Set is made with new: new Set()."))
    {
        Made = value => value is SetValue,
        Construct = (e, _, a) =>
        {
            var set = new SetValue();
            if (!Coerce.IsNullish(a[0]))
            {
                foreach (var item in e.Iterate(a[0]))
                {
                    e.Spend(64);
                    set.Add(item);
                }
            }
            return set;
        },
    };

    public static readonly IReadOnlyDictionary<string, BuiltIn> OfMap = Members.Table(
        ("get", 1, (_, self, a) => Of(self).TryGet(a[0], out var value) ? value : Undefined.Value),
        ("has", 1, (e, self, a) => Of(self).TryGet(a[0], out var _)),
        ("set", 2, (e, self, a) =>
        {
            e.Spend(80);
            Of(self).Set(a[0], a[1]);
            return self;
        }
    ),
        ("delete", 1, (_, self, a) => Of(self).Delete(a[0])),
        ("clear", 0, (_, self, _) =>
        {
            Of(self).Clear();
            return Undefined.Value;
        }
    ),
        ("forEach", 1, (e, self, a) => Each(e, self, a, Of(self).Entries)),
        ("keys", 0, (_, self, _) => new IteratorValue(Of(self).Entries.Select(entry => entry.Key))),
        ("values", 0, (_, self, _) => new IteratorValue(Of(self).Entries.Select(entry => entry.Value))),
        ("entries", 0, (e, self, _) => Pairs(e, Of(self).Entries)));

    public static readonly IReadOnlyDictionary<string, BuiltIn> OfSet = Members.Table(
        ("has", 1, (_, self, a) => ((SetValue)self!).Has(a[0])),
        ("add", 1, (e, self, a) =>
        {
            e.Spend(64);
            ((SetValue)self!).Add(a[0]);
            return self;
        }
    ),
        ("delete", 1, (_, self, a) => ((SetValue)self!).Delete(a[0])),
        ("clear", 0, (_, self, _) =>
        {
            ((SetValue)self!).Clear();
            return Undefined.Value;
        }
    ),
        ("forEach", 1, (e, self, a) => Each(e, self, a, ((SetValue)self!).Values.Select(value => (value, value)))),
        ("keys", 0, (_, self, _) => new IteratorValue(((SetValue)self!).Values)),
        ("values", 0, (_, self, _) => new IteratorValue(((SetValue)self!).Values)),
        ("entries", 0, (e, self, _) => Pairs(e, ((SetValue)self!).Values.Select(value => (value, value)))));

    public static readonly IReadOnlyDictionary<string, BuiltIn> OfIterator = Members.Table(
        ("next", 0, (e, self, _) =>
        {
            var more = ((IteratorValue)self!).Next(out var value);
            var made = new OrderedDictionary<string, object?>();
            e.Put(made, "value", value);
            e.Put(made, "done", !more);
            return made;
        }
    ));

    private static MapValue Of(object? self) => (MapValue)self!;

    private static IteratorValue Pairs(Evaluation e, IEnumerable<(object? Key, object? Value)> entries) =>
        new(entries.Select(entry => (object?)ObjectFunctions.Pair(e, entry.Key, entry.Value)));

    private static Undefined Each(Evaluation e, object? self, Arguments a, IEnumerable<(object? Key, object? Value)> entries)
    {
        var function = ListMethods.Function(e, a[0]);
        var here = e.Here;
        foreach (var (key, value) in entries)
        {
            e.Step(here);
            e.Call(function, a[1], [value, key, self], here);
        }
        return Undefined.Value;
    }
}
