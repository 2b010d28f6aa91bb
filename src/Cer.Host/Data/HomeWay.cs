using Cer.Host.Market;
using Cer.Messaging.HomeAssistant;

namespace Cer.Host.Data;

/// <summary>How the Home Assistant of this place is reached: by the environment of an add-on, or by the section home.</summary>
internal static class HomeWay
{
    /// <returns>Null: there is none, and everything runs without.</returns>
    /// <exception cref="UserFault">A word of the section is wrong, or the file that it names.</exception>
    public static HomeOptions? Of(Settings settings, IReadOnlyDictionary<string, string?> environment)
    {
        var home = settings.Home ?? new();
        if (HomeOptions.From(environment, null, null) is { } behindSupervisor) return behindSupervisor;
        if (home.Url is null && home.TokenFile is null) return null;
        if (!Uri.TryCreate(home.Url, UriKind.Absolute, out var url) || url.UserInfo.Length > 0)
            throw Fault("url", "an address such as http://homeassistant.local:8123");
        if (home.TokenFile is null) throw Fault("token_file", "a file with a long-lived token of Home Assistant on its first line");
        var token = SecretFile.Read("home", "token_file", Path.Combine(settings.Folder ?? ".", home.TokenFile));
        try
        {
            return HomeOptions.From(environment, url, token);
        }
        catch (FormatException)
        {
            throw Fault("url", "an address such as http://homeassistant.local:8123");
        }
    }

    /// <summary>Of this process, what tells an add-on.</summary>
    public static IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        [HomeOptions.SupervisorToken] = System.Environment.GetEnvironmentVariable(HomeOptions.SupervisorToken),
    };

    private static UserFault Fault(string name, string expected) =>
        new($"Found no {name} that can be used in the section home of {Settings.FileName}, expected {expected}.");
}
