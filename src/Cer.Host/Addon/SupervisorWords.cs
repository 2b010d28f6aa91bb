using Cer.Host.Data;
using Cer.Messaging.HomeAssistant;

namespace Cer.Host.Addon;

/// <summary>How the broker of Home Assistant is reached, as the Supervisor says now.</summary>
/// <remarks>
/// Guide for apps of Home Assistant: the password changes when the broker is installed anew. What was asked at the start of the
/// app is not for ever, and a broker may come after us.
/// </remarks>
internal sealed class SupervisorWords(Uri supervisor, string token)
{
    /// <summary>The word that marks a broker of the settings as the one the Supervisor told.</summary>
    public const string Mark = "supervisor";

    /// <summary>Null where nobody could be asked, and where people named a broker themselves.</summary>
    public static SupervisorWords? Of(Settings settings, IReadOnlyDictionary<string, string?> environment) =>
        settings is { Ingress: true, Mqtt: null or { From: Mark } }
            && HomeOptions.From(environment, null, null) is { Supervisor: { } supervisor, Token: var token }
            ? new(supervisor, token)
            : null;

    /// <summary>The broker; null when there is none, or nobody who tells.</summary>
    public async Task<MqttSettings?> AskAsync(CancellationToken cancellation)
    {
        try
        {
            return await SupervisorBroker.AskAsync(supervisor, token, cancellation) is { } told
                ? new(told.Host, told.Port, told.Username, told.Password, Tls: told.Tls ? new() : null) { From = Mark }
                : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
