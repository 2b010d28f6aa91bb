using Cer.Domain.Metering;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>What was decided about which class of readings goes before which; nothing is ever changed.</summary>
public interface IPrecedenceStore
{
    /// <summary>Everything that was decided, in its order.</summary>
    Task<IReadOnlyList<Precedence>> ListAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>Decides, and has the days of the readings it speaks of made anew.</summary>
    /// <returns>Its number; null when the community has no such point.</returns>
    Task<int?> AddAsync(
        CommunityId community,
        int? point,
        LocalDate from,
        IReadOnlyList<ReadingClass> classes,
        string reason,
        string author,
        Instant at,
        CancellationToken cancellation);
}
