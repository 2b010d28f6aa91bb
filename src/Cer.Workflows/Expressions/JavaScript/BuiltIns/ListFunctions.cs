using System.Text;

namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>Array.</summary>
internal static class ListFunctions
{
    public static readonly BuiltIn Array = new("Array", 1, Make)
    {
        Construct = Make,
        Made = value => value is List<object?>,
        Members = Members.Statics(
            ("isArray", 1, (_, _, a) => a[0] is List<object?>),
            ("of", 0, (e, _, a) => ListMethods.Made(e, a.Values)),
            ("from", 1, From)),
    };

    private static List<object?> Make(Evaluation e, object? self, Arguments a)
    {
        if (a.Count != 1 || !Coerce.IsNumber(a[0])) return ListMethods.Made(e, a.Values);
        var list = new List<object?>();
        e.Set(list, "length", a[0]);
        return list;
    }

    private static List<object?> From(Evaluation e, object? self, Arguments a)
    {
        var here = e.Here;
        var made = new List<object?>();
        var function = a[1] is Undefined ? null : ListMethods.Function(e, a[1]);
        var items = a[0] switch
        {
            OrderedDictionary<string, object?> map => Counted(e, map),
            null or Undefined => e.Iterate(a[0]),
            var value when !Coerce.IsObject(value) && value is not string => [],
            var value => e.Iterate(value),
        };
        foreach (var item in items)
            e.Push(made, function is null ? item : e.Call(function, a[2], [item, (double)made.Count], here));
        return made;
    }

    private static IEnumerable<object?> Counted(Evaluation e, OrderedDictionary<string, object?> map)
    {
        var length = map.TryGetValue("length", out var given) ? Coerce.Integer(e, given) : 0;
        for (var i = 0; i < length; i++)
        {
            e.Step(e.Here);
            yield return map.TryGetValue(i.ToString(Coerce.Invariant), out var item) ? item : Undefined.Value;
        }
    }
}

/// <summary>A list as text.</summary>
internal static class ArrayText
{
    public static string Join(Evaluation e, List<object?> list, string between)
    {
        e.Enter();
        var made = new StringBuilder();
        for (var i = 0; i < list.Count; i++)
        {
            e.Work(1);
            var part = Coerce.IsNullish(list[i]) ? "" : Coerce.Text(e, list[i]);
            e.Spend(4L * (part.Length + (i > 0 ? between.Length : 0)));
            if (i > 0) made.Append(between);
            made.Append(part);
        }
        e.Leave();
        return made.ToString();
    }
}
