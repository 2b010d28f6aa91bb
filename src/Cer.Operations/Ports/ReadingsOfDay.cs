using Cer.Domain.Metering;

namespace Cer.Operations.Ports;

/// <summary>What was said of a point's day, and what of it stands.</summary>
/// <param name="Revisions">All revisions, by start, meter, unit and revision.</param>
/// <param name="Standing">What stands, by start.</param>
public sealed record ReadingsOfDay(IReadOnlyList<ReadingRevision> Revisions, IReadOnlyList<Reading> Standing);
