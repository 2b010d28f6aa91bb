using Cer.Exchange.UrbanDatasets;

namespace Cer.Operations.Ports;

/// <summary>An account of the gateway: it speaks for one community.</summary>
public sealed record Account
{
    public required string Username { get; init; }

    public required CommunityId Community { get; init; }

    public required PasswordHash Password { get; init; }

    /// <summary>The solution it sends for: part of each resource id, and the producer of each message.</summary>
    public string? Solution { get; init; }

    /// <summary>The resource ids it may use; empty allows every id of its solution.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>The only devices its messages may name; with neither these nor points named, any.</summary>
    public IReadOnlyList<string> Devices { get; init; } = [];

    /// <summary>The only points its lists may tell of; with neither these nor devices named, any.</summary>
    public IReadOnlyList<string> Points { get; init; } = [];

    /// <summary>Whether it speaks for some of its community only.</summary>
    public bool IsBound => Devices.Count > 0 || Points.Count > 0;

    public bool Enabled { get; init; } = true;

    /// <summary>How often its tokens were taken back: one given before is good no longer.</summary>
    public int Revoked { get; init; }

    /// <summary>Whether it may push to a collaboration, and ask for what it pushed.</summary>
    public bool MayUse(ResourceId resource) => Resources.Count > 0
        ? Resources.Contains(resource.Value, StringComparer.Ordinal)
        : Solution == resource.Solution;
}
