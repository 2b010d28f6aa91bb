using Cer.Domain.Metering.Counters;

namespace Cer.Apps;

/// <summary>What a meter has told with one more sample.</summary>
public sealed record MeterStep(MeterState State, IReadOnlyList<CounterQuarter> Quarters, IReadOnlyList<CounterGap> Gaps);
