using Cer.Settlement.Closing;
using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>What of a month is accounted: the closed run, the corrections, and the recalculations taken so far.</summary>
/// <param name="IsClosed">Whether it was closed: an open month takes other figures by itself.</param>
/// <param name="Run">The run whose figures it has.</param>
/// <param name="Sums">Its money, all in all.</param>
/// <param name="Taken">How many recalculations of it were taken.</param>
/// <param name="Corrections">How many lines of late data correct it.</param>
/// <param name="OpenMonth">The oldest month that is open, which takes the difference; null when there is none.</param>
public sealed record RecalculationBasis(
    bool IsClosed, long Run, MonthSums Sums, int Taken, long Corrections, YearMonth? OpenMonth);
