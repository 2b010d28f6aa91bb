using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Live;

/// <summary>What has arrived of a span so far: provisional, for readings may still come and be corrected.</summary>
/// <param name="Span">The span: an hour, or a Rome day.</param>
/// <param name="Injected">Energy given to the grid.</param>
/// <param name="Withdrawn">Energy taken from it.</param>
/// <param name="Shared">In each hour the lesser of the two, added up.</param>
/// <param name="Arrived">How many quarter-hours of meters are in.</param>
/// <param name="Expected">How many are over, and should be in: of each point, and of each unit's injection.</param>
public sealed record ShareSpan(
    Interval Span, Energy Injected, Energy Withdrawn, Energy Shared, int Arrived, int Expected)
{
    /// <summary>Whole per cent of the data that is in, rounded down; null while nothing is expected yet.</summary>
    public int? Completeness => Expected == 0 ? null : (int)(100L * Arrived / Expected);

    /// <summary>Whether too few private members are behind what is given that more than the staff may know it.</summary>
    public bool IsInjectedFew { get; init; }

    /// <summary>The same of what is taken.</summary>
    public bool IsWithdrawnFew { get; init; }

    /// <summary>What is shared is the lesser of the two: one of them.</summary>
    public bool IsSharedFew => IsInjectedFew || IsWithdrawnFew;
}
