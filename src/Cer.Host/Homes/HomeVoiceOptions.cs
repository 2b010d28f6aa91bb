using Cer.Messaging.Mqtt;
using Cer.Operations.Homes;

namespace Cer.Host.Homes;

/// <summary>What a voice speaks of, to whom, and how often.</summary>
internal sealed record HomeVoiceOptions
{
    public required MqttOptions Broker { get; init; }

    public required HomeTopics Topics { get; init; }

    /// <summary>The program and its version.</summary>
    public required string Version { get; init; }

    /// <summary>The form that the other side understands; asked each time, for it may be updated. Null is not known.</summary>
    public required Func<HomeForm?> Form { get; init; }

    /// <summary>What there is to say; null while that cannot be known.</summary>
    public required Func<CancellationToken, Task<IReadOnlyList<HomeDevice>?>> Devices { get; init; }

    /// <summary>Does what a button asks for, by its topic.</summary>
    public required Func<string, CancellationToken, Task> Command { get; init; }

    /// <summary>How often states are said.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest wait after Home Assistant has started.</summary>
    public TimeSpan BirthDelay { get; init; } = TimeSpan.FromSeconds(5);
}
