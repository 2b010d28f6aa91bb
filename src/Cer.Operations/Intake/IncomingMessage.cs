using Cer.Exchange.UrbanDatasets;
using Cer.Operations.Ports;

namespace Cer.Operations.Intake;

/// <summary>An UrbanDataset as it came in by a door, not yet read.</summary>
public sealed record IncomingMessage
{
    public required CommunityId Community { get; init; }

    public required IntakeSource Source { get; init; }

    /// <summary>The bytes as they came; nobody may change them afterwards.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>Who pushed it, with resource_id around the dataset; null for a bare dataset, and for a file.</summary>
    public Account? Sender { get; init; }

    /// <summary>The only devices it may speak of; null when the door knows of none.</summary>
    public IReadOnlySet<string>? Devices { get; init; }

    /// <summary>The file or topic it came from, as a person would look for it.</summary>
    public string? Origin { get; init; }

    /// <summary>What the door has read of it, where it is no UrbanDataset.</summary>
    public OpenMessage? Opened { get; init; }

    /// <summary>Why no line of it may count until a person has looked; null when there is no such reason.</summary>
    public string? Doubt { get; init; }
}
