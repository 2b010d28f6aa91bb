using NodaTime;

namespace Cer.Messaging.HomeAssistant;

/// <summary>What happens to the entities that are watched.</summary>
public abstract record HomeEntityNews
{
    private HomeEntityNews()
    {
    }

    /// <summary>An entity is another than before.</summary>
    /// <param name="Entity">As it is now.</param>
    /// <param name="Before">As it was; null when it was not known.</param>
    public sealed record Changed(HomeEntity Entity, HomeEntity? Before) : HomeEntityNews;

    /// <summary>An entity is there no more.</summary>
    public sealed record Gone(string Id) : HomeEntityNews;

    /// <summary>
    /// Changes are missing here; what is different after it follows. What was in between is in the history.
    /// </summary>
    /// <param name="Since">When the last message came before it.</param>
    /// <param name="Dropped">How many messages were dropped because they were not taken; zero when the connection was away.</param>
    public sealed record Gap(Instant Since, long Dropped) : HomeEntityNews;
}
