using Cer.Workflows.Running;

namespace Cer.Workflows.Hosting;

/// <summary>What one commit writes: all of it, or nothing.</summary>
public sealed record InstanceChange
{
    public required WorkflowState State { get; init; }

    /// <summary>The state as text.</summary>
    public required string StateText { get; init; }

    /// <summary>Large values that the text names and that are not kept yet, by their hash.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string>> Values { get; init; } = [];

    /// <summary>Hashes of large values that it names no more.</summary>
    public IReadOnlyList<string> GoneValues { get; init; } = [];

    public required IReadOnlyList<HistoryRow> History { get; init; }

    public required IReadOnlyList<JournalEntry> Journal { get; init; }

    /// <summary>All bookmarks as they are now; null when none came or went.</summary>
    public IReadOnlyList<Bookmark>? Bookmarks { get; init; }

    /// <summary>Children to begin, ends to tell, events, timers.</summary>
    public required IReadOnlyList<InboxMessage> Messages { get; init; }

    /// <summary>Mails and answers.</summary>
    public required IReadOnlyList<OutboxItem> Outbox { get; init; }

    /// <summary>Whether it has failed just now, so that its messages wait; false when it goes on; null when neither.</summary>
    public bool? Holds { get; init; }

    /// <summary>Rows of the inbox that are done with this.</summary>
    public required IReadOnlyList<long> Done { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>It has ended, and nobody needs to hold it any more.</summary>
    public bool LetsGo => State is { Status: WorkflowStatus.Finished, SubStatus: not WorkflowSubStatus.Faulted };
}
