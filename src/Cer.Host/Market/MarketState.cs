namespace Cer.Host.Market;

/// <summary>Whether this installation fetches prices, and what is wrong with its settings when it has some that are.</summary>
internal sealed record MarketState(bool Fetching, string? Problem);
