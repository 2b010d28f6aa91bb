using Cer.Operations.Mine;
using Cer.Operations.People;
using Cer.Operations.Ports;

namespace Cer.Operations.Desk;

/// <summary>A member ends a delegation on its own page: it counts at the next call of whoever acted.</summary>
public sealed class EndOwnDelegation(IMandateStore mandates, IOneAct together, TellMember tell)
{
    public Task<MandateOutcome> RunAsync(
        SecretToken token, MineProfile profile, int delegation, CancellationToken cancellation) => together.RunAsync(
            async () =>
            {
                var outcome = await mandates.EndOwnAsync(token, profile, delegation, cancellation);
                if (outcome == MandateOutcome.Ended)
                    await tell.PutAsync(profile.Community, delegation, MandateNews.EndedByMember, cancellation);
                return outcome;
            },
            cancellation);
}
