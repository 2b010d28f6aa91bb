using Cer.Domain;

namespace Cer.Settlement.Forecasting;

/// <summary>What a community injected in an hour and did not share: as it was, or as it is expected.</summary>
public readonly record struct SurplusHour(MarketHour Hour, Energy Surplus);
