namespace Cer.Workflows.Expressions;

/// <summary>An object of the run that expressions read by name, and write where that is allowed.</summary>
public interface IHostObject
{
    IEnumerable<string> Names { get; }

    bool TryGet(string name, out object? value);

    /// <exception cref="ExpressionException">The name cannot be written.</exception>
    void Set(string name, object? value);
}
