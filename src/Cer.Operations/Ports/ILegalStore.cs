using Cer.Domain.Community;

namespace Cer.Operations.Ports;

/// <summary>Which configurations are of one legal community.</summary>
public interface ILegalStore
{
    Task<IReadOnlyList<LegalCommunity>> ListAsync(CancellationToken cancellation);

    /// <summary>Makes a legal community; false when the code is taken.</summary>
    Task<bool> AddAsync(string code, string name, string who, CancellationToken cancellation);

    /// <summary>Makes a configuration one of a legal community.</summary>
    Task<JoinOutcome> JoinAsync(string code, CommunityId configuration, string who, CancellationToken cancellation);

    /// <summary>Lets a configuration stand alone again; false when it does.</summary>
    Task<bool> LeaveAsync(CommunityId configuration, string who, CancellationToken cancellation);

    /// <summary>The legal community of a configuration; null when it stands alone.</summary>
    Task<LegalCommunity?> OfAsync(CommunityId configuration, CancellationToken cancellation);

    /// <summary>Points that a definition of a configuration has in common with others, on the same days.</summary>
    /// <param name="configuration">Code of the configuration, known or not.</param>
    /// <param name="points">The points as declared.</param>
    /// <param name="cancellation">Stops the wait.</param>
    Task<IReadOnlyList<PodElsewhere>> ElsewhereAsync(
        string configuration, IReadOnlyList<PodMembership> points, CancellationToken cancellation);
}
