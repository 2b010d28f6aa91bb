using Cer.Domain.Codes;

namespace Cer.Settlement.Detecting;

/// <summary>Where a plant stands, in degrees; of a market zone its middle.</summary>
/// <remarks>
/// Nothing says where a plant stands but its market zone. From the middle of a zone to its edge it is about 2 degrees of
/// latitude and 3 of longitude: <see cref="Slack"/> is what that can move the sun, so that no plant is doubted for it.
/// </remarks>
/// <param name="Latitude">North.</param>
/// <param name="Longitude">East.</param>
public readonly record struct SitePlace(double Latitude, double Longitude)
{
    /// <summary>Degrees by which the sun may stand otherwise at the plant.</summary>
    public const double Slack = 4;

    public static SitePlace Of(MarketZone zone) => zone switch
    {
        MarketZone.Nord => new(45.4, 9.8),
        MarketZone.Cnor => new(43.3, 11.8),
        MarketZone.Csud => new(41.7, 13.3),
        MarketZone.Sud => new(40.9, 16.2),
        MarketZone.Cala => new(38.9, 16.4),
        MarketZone.Sici => new(37.6, 14.2),
        _ => new(40.1, 9.0),
    };
}
