namespace Cer.Workflows.Expressions.CSharp;

/// <summary>The small C# that definitions carry: expressions over variables and inputs, and a few statements, without a compiler.</summary>
/// <remarks>Everything else is refused by a sentence; what needs loops or functions is written in JavaScript.</remarks>
/// <param name="clock">The time of <c>DateTimeOffset.UtcNow</c>.</param>
public sealed class CSharpLanguage(TimeProvider clock) : IScriptLanguage
{
    public string Name => "CSharp";

    public IScript Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > 100_000) throw new ExpressionException($"The expression has {text.Length} characters; at most 100000 are read.");
        return new CSharpScript(text, new CSharpParser(text).Script(), clock);
    }
}

/// <summary>An expression that was read.</summary>
internal sealed class CSharpScript(string text, Part part, TimeProvider clock) : IScript
{
    public object? Evaluate(IExpressionScope scope, ExpressionLimits limits, CancellationToken cancellation)
    {
        var run = new CSharpRun(scope, new Budget("expression", limits, cancellation), clock);
        try
        {
            var value = part(run);
            return value is CSharpRun.Root or HostFunction ? throw new ExpressionException("The expression is a name without a value.")
                : value;
        }
        catch (Exception exception) when (exception is ExpressionException { Line: 0 } or OverflowException or DivideByZeroException
            or ArgumentException or FormatException or InvalidCastException)
        {
            throw JavaScript.Place.Error(text, run.Budget.Here, exception switch
            {
                ExpressionException => exception.Message,
                OverflowException => "The result does not fit into its kind of number.",
                DivideByZeroException => "A whole number cannot be divided by zero.",
                FormatException => "The format does not fit the value.",
                _ => "This cannot be computed with the values it has.",
            });
        }
    }
}

/// <summary>A part of an expression that evaluates itself.</summary>
internal delegate object? Part(CSharpRun run);
