using NodaTime;

namespace Cer.Operations.Homes;

/// <summary>What a series grew by in each hour that is known of it.</summary>
public sealed record HomeHours(HomeSeries Series, SortedDictionary<Instant, decimal> Changes);
