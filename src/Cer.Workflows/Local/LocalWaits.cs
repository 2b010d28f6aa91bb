using Cer.Workflows.Activities;
using Cer.Workflows.Running;

namespace Cer.Workflows.Local;

/// <summary>The bookmarks of all instances in the order of their making; those that wait for a child come last.</summary>
internal sealed class LocalWaits
{
    private readonly PriorityQueue<(WorkflowRun Run, int Bookmark), (bool OfChild, int Made)> _waiting = new();
    private readonly Dictionary<string, int> _noted = [];
    private int _made;

    /// <summary>Takes in what an instance has come to wait for since it was last looked at.</summary>
    public void Note(WorkflowRun run)
    {
        var bookmarks = run.State.Bookmarks;
        var noted = _noted.GetValueOrDefault(run.State.InstanceId);
        // They are added at the end, with numbers that only grow.
        var first = bookmarks.Count;
        while (first > 0 && bookmarks[first - 1].Id > noted) first--;
        for (var at = first; at < bookmarks.Count; at++)
            _waiting.Enqueue((run, bookmarks[at].Id), (bookmarks[at].Kind == ChildWorkflowActivity.Kind, _made++));
        if (first < bookmarks.Count) _noted[run.State.InstanceId] = bookmarks[^1].Id;
    }

    /// <summary>The next that still waits; null when none does.</summary>
    public (WorkflowRun Run, Bookmark Bookmark)? Next()
    {
        while (_waiting.TryDequeue(out var next, out _))
            if (next.Run.State.Status == WorkflowStatus.Running
                && next.Run.State.Bookmarks.Find(one => one.Id == next.Bookmark) is { } bookmark) return (next.Run, bookmark);
        return null;
    }
}
