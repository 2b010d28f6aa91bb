using Cer.Operations.People;
using Cer.Operations.Ports;

namespace Cer.Operations.Hall;

/// <summary>The tasks that workflows of a community ask people to do.</summary>
public interface ITaskList
{
    Task<IReadOnlyList<WaitingTask>> WaitingAsync(
        CommunityId community, string code, Person person, CancellationToken cancellation);
}
