namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>The names that every script has.</summary>
internal static class Globals
{
    private static Dictionary<string, object?> Made()
    {
        var all = new Dictionary<string, object?>
        {
            ["undefined"] = Undefined.Value,
            ["NaN"] = double.NaN,
            ["Infinity"] = double.PositiveInfinity,
            ["Math"] = MathFunctions.Object,
            ["JSON"] = new BuiltInObject("JSON", Members.Statics(
                ("parse", 2, (e, _, a) => JsonReading.Parse(e, Coerce.Text(e, a[0]), a[1])),
                ("stringify", 3, (e, _, a) => JsonWriting.Write(e, a[0], a[1], a[2])))),
            ["console"] = new BuiltInObject("console",
                Members.Statics([.. LogNames.Select(name => (name, 0, (Work)((e, _, a) => Log(e, a))))])),
            ["Object"] = ObjectFunctions.Object,
            ["Array"] = ListFunctions.Array,
            ["String"] = TextFunctions.String,
            ["Number"] = NumberFunctions.Number,
            ["Boolean"] = new BuiltIn("Boolean", 1, (_, _, a) => Coerce.Truth(a[0])),
            ["Date"] = DateFunctions.Date,
            ["RegExp"] = PatternMethods.RegExp,
            ["Map"] = MapMethods.Map,
            ["Set"] = MapMethods.Set,
            ["parseInt"] = NumberFunctions.ParseInt,
            ["parseFloat"] = NumberFunctions.ParseFloat,
            ["isNaN"] = new BuiltIn("isNaN", 1, (e, _, a) => double.IsNaN(Coerce.Number(e, a[0]))),
            ["isFinite"] = new BuiltIn("isFinite", 1, (e, _, a) => double.IsFinite(Coerce.Number(e, a[0]))),
        };
        foreach (var name in (string[])["Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError", "EvalError", "URIError"])
            all[name] = ErrorKind(name);
        foreach (var function in Addresses.All) all[function.Name] = function;
        return all;
    }

    private static readonly string[] LogNames = ["log", "info", "warn", "error", "debug"];

    public static readonly IReadOnlyDictionary<string, object?> All = Made();

    private static BuiltIn ErrorKind(string name)
    {
        Work make = (e, _, a) =>
        {
            var error = new ErrorValue(name, a[0] is Undefined ? "" : Coerce.Text(e, a[0]));
            if (a[1] is OrderedDictionary<string, object?> options && options.TryGetValue("cause", out var cause))
                error.Properties["cause"] = cause;
            return error;
        };
        return new BuiltIn(name, 1, make)
        {
            Construct = make,
            Made = value => value is ErrorValue error
            && (name == "Error" || error.Kind == name)
        };
    }

    private static Undefined Log(Evaluation e, Arguments arguments)
    {
        if (e.Scope.TryGet("console.log", out var log) && log is HostFunction function)
        {
            object?[] given = [.. arguments.Values.Select(value => value is Callable or HostFunction ? Coerce.Text(e, value)
                : value is DateValue { Valid: false } ? "Invalid Date" : value)];
            e.CallHost(function, given, e.Here);
        }
        return Undefined.Value;
    }
}
