namespace Cer.Operations.Homes;

/// <summary>The topics of a community at a broker of Home Assistant.</summary>
/// <param name="Slug">The community.</param>
/// <param name="Prefix">Where Home Assistant looks for announcements.</param>
public sealed record HomeTopics(string Slug, string Prefix = HomeTopics.UsualPrefix)
{
    public const string UsualPrefix = "homeassistant";

    /// <summary>Where it is told whether the program is there; the broker says offline in its name.</summary>
    public string Status => $"cer/{Slug}/status";

    /// <summary>Where Home Assistant says that it has started.</summary>
    public string Birth => $"{Prefix}/status";

    /// <summary>Announcements that the broker keeps, of all programs: ours are known by the sender they name.</summary>
    public IReadOnlyList<string> Announcements => [$"{Prefix}/device/+/config", $"{Prefix}/+/{HomeNames.DeviceOf(Slug)}/+/config"];

    /// <summary>Where a message to oneself tells that all that was kept has come.</summary>
    public string Echo => $"cer/{Slug}/home/echo";

    /// <summary>Where buttons are pressed.</summary>
    public string Commands => $"cer/{Slug}/+/+/set";

    public bool IsCommand(string topic) =>
        topic.StartsWith($"cer/{Slug}/", StringComparison.Ordinal) && topic.EndsWith("/set", StringComparison.Ordinal);

    public string State(HomeDevice device) => $"cer/{Slug}/{device.Id}/state";

    public string Command(HomeDevice device, HomeEntity entity) => $"cer/{Slug}/{device.Id}/{entity.Key}/set";

    public string DeviceConfig(string device) => $"{Prefix}/device/{device}/config";

    public string ComponentConfig(HomePlatform platform, string device, string key) =>
        $"{Prefix}/{HomeWords.Of(platform)}/{HomeNames.DeviceOf(Slug)}/{device}_{key}/config";

    /// <summary>What is wrong with a prefix; null when nothing is.</summary>
    public static string? PrefixProblem(string prefix) =>
        prefix.Length is 0 or > 100 || prefix[0] is '/' or '$' || prefix[^1] == '/' || prefix.AsSpan().ContainsAny("+# \0")
            ? "Found another discovery_prefix, expected one such as homeassistant, without wildcards and without a slash at its ends."
            : null;
}
