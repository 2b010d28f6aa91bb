namespace Cer.Workflows.Expressions.Liquid;

/// <summary>Liquid: a text with <c>{{ values | filters }}</c> and <c>{% tags %}</c>.</summary>
/// <remarks>The language as Shopify documents it, without files (<c>include</c>, <c>render</c>); an unknown name is
/// empty, an unknown tag or filter refused.</remarks>
/// <param name="clock">The time of <c>"now" | date</c>.</param>
public sealed class LiquidLanguage(TimeProvider clock) : IScriptLanguage
{
    public string Name => "Liquid";

    public IScript Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > 1_000_000) throw new ExpressionException($"The template has {text.Length} characters; at most 1000000 are read.");
        return new LiquidScript(text, new LiquidParser(text).Template(), clock);
    }
}

/// <summary>A template that was read.</summary>
internal sealed class LiquidScript(string text, IReadOnlyList<LiquidNode> nodes, TimeProvider clock) : IScript
{
    public object? Evaluate(IExpressionScope scope, ExpressionLimits limits, CancellationToken cancellation)
    {
        var run = new LiquidRun(scope, new Budget("template", limits, cancellation), clock);
        try
        {
            run.Render(nodes);
            return run.Output.ToString();
        }
        catch (Exception exception) when (exception is ExpressionException { Line: 0 }
            or OverflowException or ArgumentException or FormatException)
        {
            throw JavaScript.Place.Error(text, run.Budget.Here, exception is ExpressionException
                ? exception.Message : "This cannot be computed with the values it has.");
        }
    }
}
