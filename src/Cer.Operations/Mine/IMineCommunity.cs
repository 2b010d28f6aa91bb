using Cer.Domain.Codes;
using Cer.Operations.People;
using NodaTime;

namespace Cer.Operations.Mine;

/// <summary>A member inside its community.</summary>
/// <remarks>The database gives rows only for the token of an open session, and of others sums alone.</remarks>
public interface IMineCommunity
{
    /// <summary>The hours of the community of which sums may be told, by time.</summary>
    Task<IReadOnlyList<CommunityHour>> CommunityAsync(
        SecretToken token, MineProfile profile, Interval span, CancellationToken cancellation);

    /// <summary>The member's hours with its part of what was shared, by time.</summary>
    Task<IReadOnlyList<OwnHour>> OwnAsync(SecretToken token, MineProfile profile, Interval span, CancellationToken cancellation);

    /// <summary>Why most hours of a span that cannot be told cannot be.</summary>
    Task<CommunityState> WhyUntoldAsync(
        SecretToken token, MineProfile profile, Interval span, CancellationToken cancellation);

    /// <summary>The market zone of most of the community's power; null without a plant.</summary>
    Task<MarketZone?> ZoneAsync(SecretToken token, MineProfile profile, CancellationToken cancellation);

    /// <summary>The mean of the other households in a month; null with fewer than five of them.</summary>
    Task<PeerMonth?> PeersAsync(SecretToken token, MineProfile profile, YearMonth month, CancellationToken cancellation);

    /// <summary>The newest ranking, by place; empty where fewer than five are in it.</summary>
    Task<IReadOnlyList<RankedName>> RankingAsync(SecretToken token, MineProfile profile, CancellationToken cancellation);

    /// <summary>The nickname that the member has now.</summary>
    Task<string?> NicknameAsync(SecretToken token, MineProfile profile, CancellationToken cancellation);

    /// <summary>Chooses a nickname; null takes it back.</summary>
    Task<NicknameOutcome> ChooseAsync(SecretToken token, MineProfile profile, string? nickname, CancellationToken cancellation);

    /// <summary>The consents that the member gave, the newest first.</summary>
    Task<IReadOnlyList<MineConsent>> ConsentsAsync(SecretToken token, MineProfile profile, CancellationToken cancellation);

    /// <summary>Who acts for the member, or did: the newest first.</summary>
    Task<IReadOnlyList<MineDelegation>> DelegationsAsync(
        SecretToken token, MineProfile profile, CancellationToken cancellation);

    /// <summary>Takes a consent back at once: for the member itself, never for one for whom somebody acts.</summary>
    /// <remarks>Source: Regulation (EU) 2016/679, art. 7(3): as easy to withdraw as to give.</remarks>
    Task<ConsentOutcome> WithdrawAsync(
        SecretToken token, MineProfile profile, string purpose, int consent, CancellationToken cancellation);
}
