using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>A month passing into a state: who, when, on which run, and why.</summary>
public sealed record MonthChange(
    int Revision, MonthState State, long Run, string Who, Instant At, string? Reason, IReadOnlyList<string> Reasons);
