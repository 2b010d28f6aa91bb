namespace Cer.Workflows.Expressions;

/// <summary>What one evaluation may spend before it is stopped.</summary>
/// <param name="Steps">Nodes evaluated.</param>
/// <param name="Depth">Calls inside calls.</param>
/// <param name="Bytes">Roughly, the strings, lists and objects made.</param>
/// <param name="Time">On the clock.</param>
public sealed record ExpressionLimits(long Steps, int Depth, long Bytes, TimeSpan Time)
{
    public static ExpressionLimits Usual { get; } = new(5_000_000, 200, 64 * 1024 * 1024, TimeSpan.FromSeconds(30));
}
