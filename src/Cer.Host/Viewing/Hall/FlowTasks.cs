using Cer.Host.Workflows;
using Cer.Operations.Hall;
using Cer.Operations.Ports;
using Cer.Workflows.Hosting;
using NodaTime;

namespace Cer.Host.Viewing.Hall;

/// <summary>The tasks of workflows, for the list of what needs a hand.</summary>
internal sealed class FlowTasks(IInstanceReader reader) : ITaskList
{
    public async Task<IReadOnlyList<WaitingTask>> WaitingAsync(
        CommunityId community, string code, Person person, CancellationToken cancellation)
    {
        var open = await reader.BookmarksAsync(community.Value, "RunTask", null, cancellation);
        return [.. open.Select(bookmark => new OpenTask(bookmark)).Select(task => new WaitingTask(
            At(task.CreatedAt), At(task.DueAt), task.IsFor(person, code)))];
    }

    private static Instant? At(DateTimeOffset? at) => at is { } known ? Instant.FromDateTimeOffset(known) : null;
}
