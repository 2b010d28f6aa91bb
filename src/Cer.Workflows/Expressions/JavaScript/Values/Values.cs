using System.Text;

namespace Cer.Workflows.Expressions.JavaScript;

/// <summary><c>undefined</c>: unlike null, it never leaves a script.</summary>
internal sealed class Undefined
{
    public static readonly Undefined Value = new();
}

/// <summary>What <c>new Error</c> makes.</summary>
internal sealed class ErrorValue
{
    public ErrorValue(string name, string message)
    {
        Kind = name;
        Properties["name"] = name;
        Properties["message"] = message;
    }

    public string Kind { get; }

    public OrderedDictionary<string, object?> Properties { get; } = [];

    public OrderedDictionary<string, object?> ToHost() =>
        new() { ["name"] = Properties["name"], ["message"] = Properties["message"] };

    public string Describe(Func<object?, string> text)
    {
        var (name, message) = (text(Properties["name"]), text(Properties["message"]));
        return name.Length == 0 ? message : message.Length == 0 ? name : $"{name}: {message}";
    }
}

/// <summary>What a script threw, on its way to a <c>catch</c> or out.</summary>
internal sealed class Thrown(object? value, int at) : Exception
{
    public object? Value { get; } = value;

    public int At { get; } = at;

    public string Sentence => Value switch
    {
        ErrorValue { Kind: "Error" } error when error.Properties["name"] is "Error" => $"{error.Properties["message"]}",
        ErrorValue error => error.Describe(part => part as string ?? $"{part}"),
        string text => text,
        null => "null was thrown.",
        Undefined => "undefined was thrown.",
        OrderedDictionary<string, object?> map when map.TryGetValue("message", out var message) && message is string said => said,
        var other => $"A value of the kind {Coerce.TypeOf(other)} was thrown.",
    };
}

/// <summary>Something to go through once: what <c>entries()</c> and <c>matchAll()</c> give.</summary>
internal sealed class IteratorValue(IEnumerable<object?> values)
{
    private readonly IEnumerator<object?> _rest = values.GetEnumerator();

    public IEnumerable<object?> Values
    {
        get
        {
            while (_rest.MoveNext()) yield return _rest.Current;
        }
    }

    public bool Next(out object? value)
    {
        var more = _rest.MoveNext();
        value = more ? _rest.Current : Undefined.Value;
        return more;
    }
}

/// <summary>A text that is being added to: <c>s += x</c> in a loop costs what is added, not what is there.</summary>
internal sealed class GrowingText(StringBuilder builder, int length)
{
    private string? _text;

    public int Length => length;

    public static GrowingText Join(Evaluation evaluation, object left, string right)
    {
        if (left is GrowingText growing)
        {
            if (growing.Shared is { } same && same.Length == growing.Length)
            {
                evaluation.Spend(4L * right.Length + 32);
                same.Append(right);
                return new GrowingText(same, same.Length);
            }
            left = growing.Flat(evaluation);
        }
        var start = (string)left;
        evaluation.Spend(4L * (start.Length + (long)right.Length) + 64);
        var builder = new StringBuilder(start, start.Length + right.Length).Append(right);
        return new GrowingText(builder, builder.Length);
    }

    public string Flat(Evaluation evaluation)
    {
        if (_text is not null) return _text;
        evaluation.Spend(2L * length + 24);
        return _text = Shared.ToString(0, length);
    }

    private StringBuilder Shared => builder;
}
