namespace Cer.Messaging.HomeAssistant;

/// <summary>The connection to a Home Assistant came, went, or was refused.</summary>
/// <param name="State">How it stands now.</param>
/// <param name="Reason">Why, for people; null when there is nothing to say.</param>
/// <param name="Wait">After how long it is tried again.</param>
public sealed record HomeChange(HomeState State, string? Reason, TimeSpan Wait);
