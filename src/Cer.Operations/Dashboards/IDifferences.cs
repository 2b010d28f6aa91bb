using Cer.Operations.Ports;

namespace Cer.Operations.Dashboards;

/// <summary>Whose figures the totals of a community come down to, when what the municipality knows of itself is taken away.</summary>
public interface IDifferences
{
    /// <summary>
    /// Members other than the municipality, as of today: all while fewer than five are there, and the producers among them while these
    /// are one to four of whom not each lets its production be in totals that everybody sees.
    /// </summary>
    /// <returns>The store's numbers of the members, in order; empty when nobody can be found in the totals.</returns>
    Task<IReadOnlyList<int>> MembersAsync(CommunityId community, CancellationToken cancellation);
}
