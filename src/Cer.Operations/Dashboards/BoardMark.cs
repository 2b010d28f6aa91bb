using NodaTime;

namespace Cer.Operations.Dashboards;

/// <summary>A mark over charts.</summary>
/// <param name="At">When it begins, or is.</param>
/// <param name="End">When it ends; null for a moment.</param>
/// <param name="Text">What it says, in Italian.</param>
/// <param name="Tags">Words beside it.</param>
public sealed record BoardMark(Instant At, Instant? End, string Text, IReadOnlyList<string> Tags);
