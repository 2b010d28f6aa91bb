namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>Object, and the methods every value has.</summary>
internal static class ObjectFunctions
{
    public static readonly BuiltIn Object = new("Object", 1, Make)
    {
        Construct = Make,
        Made = Coerce.IsObject,
        Members = Members.Statics(
            ("keys", 1, (e, _, a) => ListMethods.Made(e, Own(e, a[0]).Select(pair => (object?)pair.Key))),
            ("values", 1, (e, _, a) => ListMethods.Made(e, Own(e, a[0]).Select(pair => pair.Value))),
            ("entries", 1, (e, _, a) => ListMethods.Made(e, Own(e, a[0]).Select(pair => Pair(e, pair.Key, pair.Value)))),
            ("assign", 2, (e, _, a) =>
            {
                foreach (var source in a.From(1))
                    foreach (var (key, value) in e.PropertiesOf(source)) e.Set(a[0], key, value);
                return a[0];
            }
        ),
            ("fromEntries", 1, (e, _, a) =>
            {
                var made = new OrderedDictionary<string, object?>();
                foreach (var pair in e.Iterate(a[0])) e.Put(made, e.Key(e.Get(pair, 0.0)), e.Get(pair, 1.0));
                return made;
            }
        ),
            ("freeze", 1, (e, _, a) =>
            {
                if (a[0] is List<object?> or OrderedDictionary<string, object?>) e.Freeze(a[0]!);
                return a[0];
            }
        ),
            ("isFrozen", 1, (e, _, a) => !Coerce.IsObject(a[0]) || e.IsFrozen(a[0]!)),
            ("is", 2, (_, _, a) => Same(a[0], a[1])),
            ("hasOwn", 2, (e, _, a) => Has(e, a[0], a[1]))),
    };

    public static readonly IReadOnlyDictionary<string, BuiltIn> Methods = Members.Table(
        ("hasOwnProperty", 1, (e, self, a) => Has(e, self, a[0])),
        ("propertyIsEnumerable", 1, (e, self, a) => Has(e, self, a[0])),
        ("toString", 0, (e, self, _) => self is OrderedDictionary<string, object?> ? "[object Object]" : Coerce.Text(e, self)),
        ("toLocaleString", 0, (e, self, _) => Coerce.Text(e, self)),
        ("valueOf", 0, (_, self, _) => self));

    private static object? Make(Evaluation e, object? self, Arguments a) =>
        Coerce.IsNullish(a[0]) ? new OrderedDictionary<string, object?>() : a[0];

    private static IEnumerable<(string Key, object? Value)> Own(Evaluation e, object? value) =>
        Coerce.IsNullish(value) ? throw e.TypeError("Cannot convert undefined or null to object") : e.PropertiesOf(value);

    public static List<object?> Pair(Evaluation e, object? key, object? value)
    {
        var pair = new List<object?>(2);
        e.Push(pair, key);
        e.Push(pair, value);
        e.Spend(32);
        return pair;
    }

    private static bool Has(Evaluation e, object? self, object? key) => self switch
    {
        string text => e.Key(key) is var name && (name == "length"
            || (Evaluation.IsIndex(name) && uint.Parse(name, Coerce.Invariant) < text.Length)),
        _ when !Coerce.IsObject(self) => false,
        _ => e.HasProperty(self, key),
    };

    private static bool Same(object? a, object? b) => Coerce.IsNumber(a) && Coerce.IsNumber(b)
        ? Coerce.Plain(a!).Equals(Coerce.Plain(b!)) && double.IsNegative(Coerce.Plain(a!)) == double.IsNegative(Coerce.Plain(b!))
            || (double.IsNaN(Coerce.Plain(a!)) && double.IsNaN(Coerce.Plain(b!)))
        : Coerce.StrictEquals(a, b);
}
