using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>Up to where readings, prices and the regolamento are looked at: what had arrived when a run was made.</summary>
/// <param name="Readings">Highest arrival of a reading; null when arrivals were not counted yet.</param>
/// <param name="Prices">Highest arrival of a price; null when arrivals were not counted yet.</param>
/// <param name="Regolamento">How many versions of the regolamento were approved; null when that was not kept.</param>
/// <param name="Precedence">Last precedence that was decided; null when the newest reading of an interval stood.</param>
/// <param name="Before">Stands in for arrivals that were not counted: when the run was made.</param>
public sealed record InputCut(long? Readings, long? Prices, int? Regolamento, int? Precedence, Instant? Before = null);
