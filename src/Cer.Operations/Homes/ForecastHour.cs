using Cer.Settlement.Forecasting;

namespace Cer.Operations.Homes;

/// <summary>An hour that is foretold.</summary>
/// <param name="Hour">The hour, and what would be given and not be used by anybody: who uses more then, shares it.</param>
/// <param name="IsTold">Whether enough members are behind it that it may be told how much it is.</param>
public sealed record ForecastHour(SurplusHour Hour, bool IsTold = true);
