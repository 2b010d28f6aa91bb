using NodaTime;

namespace Cer.Messaging.HomeAssistant;

/// <summary>An hour of an external series.</summary>
/// <param name="Start">The top of the hour.</param>
/// <param name="Sum">The total over the whole life of the series, at the end of the hour.</param>
/// <param name="State">What the hour itself had, or what a counter showed; null for none.</param>
public sealed record HomeStatisticHour(Instant Start, decimal Sum, decimal? State = null);
