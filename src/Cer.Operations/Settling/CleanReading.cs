using Cer.Domain.Codes;

namespace Cer.Operations.Settling;

/// <summary>A reading of the exchange meter as a settlement takes it: points and units by place, amounts in micro-kWh.</summary>
/// <param name="Pod">Place of the point in the grid.</param>
/// <param name="Unit">Place of the unit, negative when it names none.</param>
/// <param name="Quarter">Start, in quarters of an hour since the Unix epoch.</param>
/// <param name="Minutes">15 or 60.</param>
/// <param name="Injected">Negative when missing.</param>
/// <param name="Withdrawn">Negative when missing.</param>
/// <param name="Quality">How it came to be known.</param>
internal readonly record struct CleanReading(
    int Pod, int Unit, long Quarter, int Minutes, long Injected, long Withdrawn, Quality Quality);
