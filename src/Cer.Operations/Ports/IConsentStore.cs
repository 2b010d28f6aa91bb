using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>The consents of members, and whether a community asks for them; nothing is ever changed.</summary>
public interface IConsentStore
{
    /// <summary>Whether the community asks for consents.</summary>
    Task<bool> IsRequiredAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>Decides whether it does.</summary>
    Task RequireAsync(
        CommunityId community, bool required, string reason, string author, Instant at, CancellationToken cancellation);

    /// <summary>All that were ever given, the newest first.</summary>
    Task<IReadOnlyList<Consent>> ListAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>Records a consent.</summary>
    /// <returns>Its number; null when the community has no such member.</returns>
    Task<int?> GiveAsync(
        CommunityId community,
        int member,
        LocalDate from,
        LocalDate to,
        string evidence,
        string author,
        Instant at,
        CancellationToken cancellation);

    /// <summary>Records that a consent was withdrawn: from then on nothing more is taken in on it.</summary>
    /// <returns>Whether there was one that stood.</returns>
    Task<bool> WithdrawAsync(
        CommunityId community, int consent, string reason, string author, Instant at, CancellationToken cancellation);
}
