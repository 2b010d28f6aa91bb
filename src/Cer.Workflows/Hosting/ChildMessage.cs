using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Hosting;

/// <summary>The end of a child as a message to its parent.</summary>
internal static class ChildMessage
{
    public static InboxMessage? Of(int tenant, WorkflowState child) =>
        child.ParentInstanceId is not { } parent || child.ParentExecutionId is not { } waiting
            ? null
            : new(tenant, InboxKind.Child, $"child-end:{child.InstanceId}", parent, new()
            {
                ["executionId"] = waiting,
                ["instanceId"] = child.InstanceId,
                ["status"] = child.Status.ToString(),
                ["subStatus"] = child.SubStatus.ToString(),
                ["output"] = child.Output,
            });

    /// <summary>The end of a child that did not begin, as another one ran.</summary>
    public static InboxMessage OfRefused(int tenant, string childId, string parent, int waiting) =>
        new(tenant, InboxKind.Child, $"child-end:{childId}", parent, new()
        {
            ["executionId"] = waiting,
            ["instanceId"] = childId,
            ["status"] = nameof(WorkflowStatus.Finished),
            ["subStatus"] = nameof(WorkflowSubStatus.Cancelled),
            ["output"] = new OrderedDictionary<string, object?>(),
        });

    public static ChildEnd Read(InboxMessage message) => new(
        ValueText.Of(message.Payload["instanceId"]),
        Enum.Parse<WorkflowStatus>(ValueText.Of(message.Payload["status"])),
        Enum.Parse<WorkflowSubStatus>(ValueText.Of(message.Payload["subStatus"])),
        message.Payload["output"] as OrderedDictionary<string, object?> ?? []);
}
