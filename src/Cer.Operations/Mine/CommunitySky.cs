using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Operations.Mine;

/// <summary>Until when a community's hours are summed, and where it lies.</summary>
/// <param name="KnownTo">Beginning of the last summed hour; null when there is none.</param>
/// <param name="Zone">The market zone of most of its power; null without a plant.</param>
public sealed record CommunitySky(Instant? KnownTo, MarketZone? Zone);
