using Cer.Operations.Ports;

namespace Cer.Operations.GseRequests;

/// <summary>The facts of requests; nothing is ever changed, a later revision takes the place of an earlier one.</summary>
public interface IGseRequestStore
{
    /// <summary>What stands of each subject, by subject and code.</summary>
    Task<IReadOnlyList<GseRequestEntry>> ListAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>Declares the facts of a subject; null when another came between, whose revision is not the one that was seen.</summary>
    Task<int?> AddAsync(
        CommunityId community,
        GseRequestSubject subject,
        string code,
        int seen,
        IReadOnlyDictionary<string, string> facts,
        string who,
        CancellationToken cancellation);
}
