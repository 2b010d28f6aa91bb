using NodaTime;

namespace Cer.Operations.Dashboards;

/// <summary>What is said of a point of the municipality.</summary>
/// <param name="Pod">Its code.</param>
/// <param name="Name">What people call it; null for the end of its code.</param>
/// <param name="Kind">What stands there.</param>
/// <param name="ContractedKw">The power that is contracted; null when it is not known.</param>
/// <param name="Hours">When it opens and closes on working days; null where there are no hours.</param>
public sealed record PlaceTerms(
    string Pod, string? Name, PlaceKind Kind, decimal? ContractedKw = null, (LocalTime Opens, LocalTime Closes)? Hours = null);
