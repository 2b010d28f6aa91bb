using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>The factors of a community; nothing is ever changed, a later one takes the place of an earlier one.</summary>
public interface ICo2Store
{
    /// <summary>All of them, the newest first.</summary>
    Task<IReadOnlyList<Co2Factor>> ListAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>Declares one; null when another came between, whose revision is not the one that was seen.</summary>
    Task<int?> AddAsync(
        CommunityId community, int seen, LocalDate from, decimal kgPerKwh, string source, string who, CancellationToken cancellation);
}
