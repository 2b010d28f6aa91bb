using Cer.Operations.Ports;

namespace Cer.Operations.Homes;

/// <summary>What notifications in a Home Assistant spoke of last.</summary>
public interface IHomeNotices
{
    /// <summary>What the notification of a key spoke of; null when there is none.</summary>
    Task<IReadOnlyList<string>?> ToldAsync(CommunityId community, string key, CancellationToken cancellation);

    /// <summary>Keeps what it speaks of from now on; nothing when it was taken away.</summary>
    Task KeepAsync(CommunityId community, string key, IReadOnlyList<string>? told, CancellationToken cancellation);
}
