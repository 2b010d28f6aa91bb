using NodaTime;

namespace Cer.Operations.Homes.Mapping;

/// <summary>A decision about a mapping.</summary>
public sealed record MappingDecision(MappingAct What, int Meters, string Who, Instant At);
