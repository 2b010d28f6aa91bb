using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Dashboards;

/// <summary>Whose figures the totals of a community come down to, when what the municipality knows of itself is taken away.</summary>
public interface IDifferences
{
    /// <summary>
    /// Members other than the municipality: those of an hour in which fewer than five who took anything that day are known, and the
    /// producers that made anything while these are one to four of whom not each lets its production be in totals that everybody sees.
    /// </summary>
    /// <param name="community">Whose totals.</param>
    /// <param name="days">The days of Rome that are looked at, the ends of each span included.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The store's numbers of the members, in order; empty when nobody can be found in the totals.</returns>
    Task<IReadOnlyList<int>> MembersAsync(
        CommunityId community, IReadOnlyCollection<DateInterval> days, CancellationToken cancellation);
}
