namespace Cer.Domain.Metering;

/// <summary>The newest that a class has said of an interval of a series.</summary>
/// <param name="Reading">What it said.</param>
/// <param name="Rank">How far its class goes before others on that day: the highest first.</param>
/// <param name="Revision">Number of the row.</param>
public readonly record struct ReadingWord(Reading Reading, int Rank, int Revision);
