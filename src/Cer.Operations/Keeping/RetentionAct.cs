using NodaTime;

namespace Cer.Operations.Keeping;

/// <summary>A month that was removed.</summary>
public sealed record RetentionAct(
    KeptKind Kind, YearMonth Month, long Rows, long Bytes, int Months, string Who, string Why, Instant At);
