using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Series;

/// <summary>The days of communities that are to be written to the sink.</summary>
public interface ISeriesOutbox
{
    /// <summary>From now on changes are put down for this target; one that is new is given everything.</summary>
    /// <returns>Whether it is new.</returns>
    Task<bool> OpenAsync(string target, CancellationToken cancellation);

    /// <summary>There is no sink any more: nothing is put down.</summary>
    Task CloseAsync(CancellationToken cancellation);

    /// <summary>Puts down every day with data between two, both included; returns how many days of communities.</summary>
    Task<int> RebuildAsync(CommunityId? community, LocalDate? first, LocalDate? last, CancellationToken cancellation);

    /// <summary>Takes due days of a community that no other node is writing, the newest; null when there are none.</summary>
    Task<ISeriesClaim?> ClaimAsync(CancellationToken cancellation);

    /// <summary>Notes how the last write went; a null sentence is a success.</summary>
    Task NoteAsync(string? problem, CancellationToken cancellation);

    Task<SinkState?> StateAsync(CancellationToken cancellation);
}
