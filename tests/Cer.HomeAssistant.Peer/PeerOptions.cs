namespace Cer.HomeAssistant.Peer;

/// <summary>Which Home Assistant the peer is.</summary>
public sealed record PeerOptions
{
    /// <summary>As <c>2025.5.0</c>, <c>2023.12.4</c>, <c>2025.11.0b1</c> or <c>2026.11.0</c>.</summary>
    public string Version { get; init; } = "2025.5.0";

    /// <summary>The tokens that are let in at the start.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = ["long-lived"];

    /// <summary>Whether the Supervisor stands in front, with its proxy and its own routes.</summary>
    public bool BehindSupervisor { get; init; }

    /// <summary>Whether the house has a broker.</summary>
    public bool HasMqtt { get; init; } = true;

    /// <summary>Messages that may wait for a reader at once; one more and it is cut off.</summary>
    public int MostWaiting { get; init; } = 4096;

    /// <summary>Messages that may wait for a reader for a while.</summary>
    public int ManyWaiting { get; init; } = 1024;

    /// <summary>The while.</summary>
    public TimeSpan ManyFor { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the websocket is pinged.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(55);

    /// <summary>How long the token may take.</summary>
    public TimeSpan TokenWithin { get; init; } = TimeSpan.FromSeconds(10);

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
