namespace Cer.Messaging.HomeAssistant;

/// <summary>
/// A grid of the Energy dashboard: what comes from it and goes to it, and what that costs and yields.
/// </summary>
/// <remarks>A price is refused on an external series: so a cost is told as a series too.</remarks>
/// <param name="From">The series of energy that comes; null for none.</param>
/// <param name="Cost">The series of what it costs.</param>
/// <param name="To">The series of energy that goes.</param>
/// <param name="Compensation">The series of what it yields.</param>
public sealed record HomeGridSource(string? From, string? Cost = null, string? To = null, string? Compensation = null);
