namespace Cer.Workflows.Expressions;

/// <summary>A script that was read once and can be evaluated often.</summary>
public interface IScript
{
    /// <summary>The returned value, else that of the last statement; null for <c>undefined</c>.</summary>
    /// <exception cref="ExpressionException">It went wrong, or over a limit.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    object? Evaluate(IExpressionScope scope, ExpressionLimits limits, CancellationToken cancellation);
}
