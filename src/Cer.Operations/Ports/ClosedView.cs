using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>What a closed month was closed on, so that it can be told as it was.</summary>
/// <param name="DefinitionVersion">Version of the definition that its run settled.</param>
/// <param name="ReadingsAt">Readings that arrived later are not in it; by the clock of the program.</param>
/// <param name="HoursAt">Hours that were made later are not in it; by the clock of the store.</param>
public sealed record ClosedView(int DefinitionVersion, Instant ReadingsAt, Instant HoursAt);
