namespace Cer.Workflows.Expressions;

/// <summary>A function that a run lends to expressions.</summary>
/// <param name="arguments">As many as the expression gave; missing ones are the function's own business.</param>
/// <exception cref="ExpressionException">The arguments do not fit; the place in the expression is added on the way.</exception>
public delegate object? HostFunction(IReadOnlyList<object?> arguments);
