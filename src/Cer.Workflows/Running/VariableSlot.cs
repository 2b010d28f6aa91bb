using Cer.Workflows.Definitions;
using Cer.Workflows.Values;

namespace Cer.Workflows.Running;

/// <summary>A variable in a scope, with its value.</summary>
public sealed class VariableSlot(string id, string name, DataType type, object? value, bool inMemoryOnly = false)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public DataType Type { get; } = type;

    /// <summary>Where the run waits it is lost, and starts again with the value it was declared with, as in Elsa.</summary>
    public bool InMemoryOnly { get; } = inMemoryOnly;

    public object? Value { get; private set; } = value;

    /// <exception cref="Expressions.ExpressionException">The value cannot become one of the variable's type.</exception>
    public void Set(object? value) => Value = ValueConversion.To(Type, value);

    public static VariableSlot Declare(VariableDefinition definition) =>
        new(definition.Id, definition.Name, definition.Type, definition.InitialValue(), definition.InMemoryOnly);
}
