using Cer.Operations.Ports;
using Cer.Settlement.Dates;
using NodaTime;

namespace Cer.Operations.Deadlines;

/// <summary>What was said of deadlines, and the papers that show it.</summary>
public interface IDeadlineStore
{
    /// <summary>The first month of which energy was told; null while there is none.</summary>
    Task<YearMonth?> FirstMonthAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>The mark that stands of each deadline that has one.</summary>
    Task<IReadOnlyList<DeadlineMark>> MarksAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>Says something of a deadline; the number of the mark.</summary>
    Task<int> MarkAsync(
        CommunityId community, DeadlineKind kind, YearMonth of, bool done, string note, string who, Instant at,
        CancellationToken cancellation);

    /// <summary>Keeps a paper of a mark; null when there is no such mark, or it has as many as it may.</summary>
    Task<int?> AddPaperAsync(
        CommunityId community, int mark, DeadlinePaper paper, int most, string who, Instant at, CancellationToken cancellation);

    /// <summary>A paper; null when there is none.</summary>
    Task<DeadlinePaper?> PaperAsync(CommunityId community, int id, CancellationToken cancellation);
}
