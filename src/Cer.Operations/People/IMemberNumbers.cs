using Cer.Operations.Ports;

namespace Cer.Operations.People;

/// <summary>The store's numbers of members.</summary>
public interface IMemberNumbers
{
    Task<bool> IsThereAsync(CommunityId community, int member, CancellationToken cancellation);

    /// <summary>The number of the member with a code; null when there is none.</summary>
    Task<int?> FindAsync(CommunityId community, string code, CancellationToken cancellation);
}
