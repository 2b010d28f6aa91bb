using Cer.Operations.Mail;
using Cer.Operations.Ports;

namespace Cer.Operations.Desk;

/// <summary>Writes to the accounts of a member about a delegation.</summary>
/// <remarks>Inside the act that changes it, so that both are there or neither.</remarks>
public sealed class TellMember(IMandateStore mandates, IOutbox outbox)
{
    public async Task PutAsync(CommunityId community, int delegation, MandateNews news, CancellationToken cancellation)
    {
        foreach (var reader in await mandates.ReadersAsync(community, delegation, cancellation))
            await outbox.PutAsync(community, MandateLetter.Of(reader, news), cancellation);
    }

    /// <summary>Of each delegation that an act of the desk recorded.</summary>
    public async Task PutOfActAsync(CommunityId community, int act, CancellationToken cancellation)
    {
        foreach (var delegation in await mandates.OfActAsync(community, act, cancellation))
            await PutAsync(community, delegation, MandateNews.Given, cancellation);
    }
}
