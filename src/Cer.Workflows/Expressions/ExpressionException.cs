namespace Cer.Workflows.Expressions;

/// <summary>An expression that cannot be read or did not come to a value: what was found, and where.</summary>
/// <param name="message">One sentence.</param>
/// <param name="line">From 1; 0 when the place is not known.</param>
/// <param name="column">From 1; 0 when the place is not known.</param>
public sealed class ExpressionException(string message, int line = 0, int column = 0) : Exception(message)
{
    public int Line { get; } = line;

    public int Column { get; } = column;
}
