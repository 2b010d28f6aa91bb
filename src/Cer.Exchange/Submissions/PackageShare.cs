using Cer.Domain;

namespace Cer.Exchange.Submissions;

/// <summary>An hour of a unit in the sharing.</summary>
/// <param name="Unit">Id of the unit.</param>
/// <param name="Hour">The hour.</param>
/// <param name="Injected">Energy given; null when the point was left out of the hour.</param>
/// <param name="Shared">Its part of the shared energy.</param>
/// <param name="Incentivised">The part that earns the tariff.</param>
public sealed record PackageShare(string Unit, MarketHour Hour, Energy? Injected, Energy Shared, Energy Incentivised);
