using System.Text.Json;
using NodaTime;

namespace Cer.Messaging.HomeAssistant;

/// <summary>What a subscription brings: an event, or word that events are missing here.</summary>
public abstract record HomeNews
{
    private HomeNews()
    {
    }

    /// <summary>An event, as it came: what is below <c>event</c>.</summary>
    public sealed record Event(JsonElement Body) : HomeNews;

    /// <summary>Events are missing here: nobody replays them, so who needs them reads the history since then.</summary>
    /// <param name="Since">When the last message came before it.</param>
    /// <param name="Dropped">How many were dropped because they were not taken; zero when the connection was away.</param>
    public sealed record Gap(Instant Since, long Dropped) : HomeNews;
}
