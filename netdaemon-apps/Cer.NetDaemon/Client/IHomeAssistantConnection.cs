using NetDaemon.Client.HomeAssistant.Model;

namespace NetDaemon.Client;

/// <summary>The connection to Home Assistant, for commands that have no other way.</summary>
public interface IHomeAssistantConnection : IHomeAssistantApiManager
{
    Task<TResult?> SendCommandAndReturnResponseAsync<T, TResult>(T command, CancellationToken cancelToken)
        where T : CommandMessage;
}
