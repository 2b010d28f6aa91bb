namespace Cer.Messaging.HomeAssistant;

/// <summary>An area of a home: a room, a floor, a building.</summary>
public sealed record HomeArea(string Id, string Name);
