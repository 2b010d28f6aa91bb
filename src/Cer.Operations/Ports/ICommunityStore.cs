namespace Cer.Operations.Ports;

/// <summary>Communities as their referents declared them, version by version, and their devices.</summary>
public interface ICommunityStore
{
    Task<IReadOnlyList<CommunitySummary>> ListAsync(CancellationToken cancellation);

    /// <summary>The community of a code; null when there is none.</summary>
    Task<CommunityId?> FindAsync(string code, CancellationToken cancellation);

    /// <summary>Creates the community or gives it its next version; an equal definition adds none.</summary>
    /// <param name="code">Short name: lower-case letters, digits, hyphen, underscore.</param>
    /// <param name="definition">The whole definition.</param>
    /// <param name="who">Who declares it.</param>
    /// <param name="cancellation">Stops the wait.</param>
    Task<StoredDefinition> SaveAsync(
        string code, CommunityDefinition definition, string who, CancellationToken cancellation);

    /// <summary>A version of the definition, the latest when none is named; null when there is none.</summary>
    Task<CommunityDefinition?> LoadAsync(CommunityId community, int? version, CancellationToken cancellation);

    /// <summary>Points and devices as known now: what the intake checks lines against.</summary>
    Task<PointRegistry> RegistryAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>Ties devices to points; a device tied otherwise before gets a new revision.</summary>
    /// <exception cref="InvalidOperationException">A point is not in the community's registry.</exception>
    Task<AppendCounts> SaveDevicesAsync(
        CommunityId community, IReadOnlyCollection<Device> devices, string who, CancellationToken cancellation);
}
