namespace Cer.Domain.Metering;

/// <summary>What stands of an interval, and the words it stands on.</summary>
public sealed record EffectiveReading(Reading Reading, IReadOnlyList<ReadingWord> From);
