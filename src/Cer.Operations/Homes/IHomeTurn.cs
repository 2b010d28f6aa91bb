using Cer.Operations.Ports;

namespace Cer.Operations.Homes;

/// <summary>Of several servers one speaks to Home Assistant for a community: whoever has the turn.</summary>
public interface IHomeTurn
{
    /// <summary>Takes the turn; null while another server has it.</summary>
    Task<IHeldTurn?> TryTakeAsync(CommunityId community, CancellationToken cancellation);
}
