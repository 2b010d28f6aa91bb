namespace Cer.Operations.Ports;

/// <summary>Where the inputs of settlements are looked at as they stand, all at one moment.</summary>
public interface IInputStore
{
    /// <summary>The inputs of a community as they stand.</summary>
    /// <param name="community">The community.</param>
    /// <param name="version">Version of the definition; the latest when null.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <exception cref="InvalidOperationException">The community has no such definition.</exception>
    Task<IInputSnapshot> OpenAsync(CommunityId community, int? version, CancellationToken cancellation);
}
