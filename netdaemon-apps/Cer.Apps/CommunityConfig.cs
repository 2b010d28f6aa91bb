namespace Cer.Apps;

/// <summary>How the community's share is shown in this house.</summary>
public sealed class CommunityConfig
{
    /// <summary>What the entities are called after.</summary>
    public string Name { get; set; } = "Comunità energetica";

    /// <summary>A word of small letters, digits and underscores that tells this community from another.</summary>
    public string Node { get; set; } = "cer";

    /// <summary>Where Home Assistant looks for what announces itself over MQTT.</summary>
    public string DiscoveryPrefix { get; set; } = "homeassistant";

    /// <summary>How often the platform is asked, in minutes.</summary>
    public int EveryMinutes { get; set; } = 1;

    /// <summary>Whether to show the share at all.</summary>
    public bool Enabled { get; set; } = true;
}
