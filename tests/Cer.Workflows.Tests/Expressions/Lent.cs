using Cer.Workflows.Expressions;

namespace Cer.Workflows.Tests.Expressions;

/// <summary>Names lent to an expression by a test.</summary>
internal sealed class Lent(IReadOnlyDictionary<string, object?>? names = null) : IExpressionScope
{
    private readonly IReadOnlyDictionary<string, object?> _names = names ?? new Dictionary<string, object?>();

    public IEnumerable<string> Names => _names.Keys;

    public bool TryGet(string name, out object? value) => _names.TryGetValue(name, out value);
}

/// <summary>Variables of a run, as a test lends them.</summary>
internal sealed class LentObject(Dictionary<string, object?> values) : IHostObject
{
    public IEnumerable<string> Names => values.Keys;

    public bool TryGet(string name, out object? value) => values.TryGetValue(name, out value);

    public void Set(string name, object? value)
    {
        if (!values.ContainsKey(name)) throw new ExpressionException($"There is no variable {name}.");
        values[name] = value;
    }
}
