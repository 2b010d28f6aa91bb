using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Dashboards;

/// <summary>Which producers let their production be in totals that everybody sees; nothing is ever changed.</summary>
public interface ITotalConsents
{
    /// <summary>All that were ever given, the newest first.</summary>
    Task<IReadOnlyList<TotalConsent>> ListAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>Records one.</summary>
    /// <param name="community">The community.</param>
    /// <param name="member">Code of the member.</param>
    /// <param name="from">First day of the energy it is about.</param>
    /// <param name="to">Last day; null without an end.</param>
    /// <param name="evidence">How it was given.</param>
    /// <param name="author">Who records it.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Its number; null when the community has no such member.</returns>
    Task<int?> GiveAsync(
        CommunityId community,
        string member,
        LocalDate from,
        LocalDate? to,
        string evidence,
        string author,
        Instant at,
        CancellationToken cancellation);

    /// <summary>Records that one was withdrawn: no total that needs it is told any more, of days before neither.</summary>
    /// <returns>Whether there was one that stood.</returns>
    Task<bool> WithdrawAsync(
        CommunityId community, int consent, string reason, string author, Instant at, CancellationToken cancellation);
}
