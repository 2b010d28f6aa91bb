using Cer.Operations.Ports;

namespace Cer.Operations.Mail;

/// <summary>Addresses that do not exist, as servers said: optional letters no longer go there, the others are still tried.</summary>
public interface IAddressMarks
{
    /// <summary>Those that stand, the newest first.</summary>
    Task<IReadOnlyList<MarkedAddress>> ListAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>Takes a mark back: letters go there again.</summary>
    /// <returns>False when there is no such mark any more.</returns>
    Task<bool> ClearAsync(CommunityId community, long mark, string who, CancellationToken cancellation);
}
