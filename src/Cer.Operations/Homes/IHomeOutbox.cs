using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Homes;

/// <summary>What must be sent to a Home Assistant again, and the sums that were sent.</summary>
public interface IHomeOutbox
{
    /// <summary>A day that stands for all days.</summary>
    static readonly LocalDate AllDays = new(2000, 1, 1);

    /// <summary>Begins to put days down for a target; another than before is to be sent everything.</summary>
    /// <returns>Whether it is another.</returns>
    Task<bool> OpenAsync(string target, CancellationToken cancellation);

    /// <summary>There is no target any more: nothing is put down.</summary>
    Task CloseAsync(CancellationToken cancellation);

    /// <summary>Puts everything down, of a community or of all.</summary>
    Task RebuildAsync(CommunityId? community, CancellationToken cancellation);

    /// <summary>The first day that waits, and the rows that say so; null when none does.</summary>
    Task<(LocalDate First, IReadOnlyList<long> Rows)?> WaitingAsync(CommunityId community, CancellationToken cancellation);

    Task DoneAsync(CommunityId community, IReadOnlyList<long> rows, CancellationToken cancellation);

    /// <summary>The day of the first hour that is stored; null without any.</summary>
    Task<LocalDate?> FirstDayAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>The sum of each series at the end of its last day before a day, and which day that was.</summary>
    Task<IReadOnlyDictionary<string, (LocalDate Day, decimal Sum)>> SumsAsync(
        CommunityId community, LocalDate before, CancellationToken cancellation);

    /// <summary>Keeps the sums of days of a span in place of those that were kept of it.</summary>
    Task KeepAsync(
        CommunityId community,
        LocalDate first,
        LocalDate last,
        IReadOnlyCollection<(string Series, LocalDate Day, decimal Sum)> sums,
        CancellationToken cancellation);

    /// <summary>Notes that something was written, or what was in the way.</summary>
    Task NoteAsync(string? problem, CancellationToken cancellation);

    /// <summary>How it stands; null without a target.</summary>
    Task<SinkState?> StateAsync(CancellationToken cancellation);
}
