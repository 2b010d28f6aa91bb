namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>A script that was read.</summary>
internal sealed class JavaScriptScript(string text, FunctionBody body, TimeProvider clock) : IScript
{
    public object? Evaluate(IExpressionScope scope, ExpressionLimits limits, CancellationToken cancellation) =>
        EvaluateAs(scope, limits, inside: false, cancellation);

    /// <remarks>Inside, the value stays what it is to the script.</remarks>
    public object? EvaluateAs(IExpressionScope scope, ExpressionLimits limits, bool inside, CancellationToken cancellation)
    {
        var evaluation = new Evaluation(text, scope, limits, clock, cancellation);
        try
        {
            var value = body.Run(evaluation, new Frame(null) { This = Undefined.Value });
            if (inside) return value;
            value = evaluation.ToHost(value);
            evaluation.Sweep();
            return value;
        }
        catch (Thrown thrown)
        {
            var (line, column) = Place.Of(text, thrown.At);
            throw new ExpressionException(thrown.Sentence, line, column);
        }
        catch (ExpressionException exception) when (exception.Line == 0)
        {
            var (line, column) = Place.Of(text, evaluation.Here);
            throw new ExpressionException(exception.Message, line, column);
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentException or InvalidOperationException
            or FormatException or OutOfMemoryException or InsufficientExecutionStackException)
        {
            var (line, column) = Place.Of(text, evaluation.Here);
            throw new ExpressionException($"This cannot be computed: {exception.Message}", line, column);
        }
    }
}

/// <summary>Where a character stands.</summary>
internal static class Place
{
    public static (int Line, int Column) Of(string text, int at)
    {
        at = Math.Clamp(at, 0, text.Length);
        var before = text.AsSpan(0, at);
        var last = before.LastIndexOf('\n');
        return (before.Count('\n') + 1, at - last);
    }

    public static ExpressionException Error(string text, int at, string sentence)
    {
        var (line, column) = Of(text, at);
        return new ExpressionException(sentence, line, column);
    }
}
