using Cer.Workflows.Activities;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Hosting;

/// <summary>Which bookmark a message is for.</summary>
internal static class BookmarkMatch
{
    public static Bookmark? Find(WorkflowState state, InboxMessage message) => message.Kind switch
    {
        InboxKind.Child => state.Bookmarks.Find(one =>
            one.Kind == ChildWorkflowActivity.Kind && one.ExecutionId == Number(message, "executionId")),
        _ when Number(message, "bookmarkId") is { } id => state.Bookmarks.Find(one => one.Id == id),
        _ => state.Bookmarks.Find(one =>
            one.Kind == Text(message, "kind") && string.Equals(
                BookmarkKey.Of(one), Text(message, "key"), StringComparison.OrdinalIgnoreCase)),
    };

    private static string? Text(InboxMessage message, string name) =>
        message.Payload.GetValueOrDefault(name) is { } value ? ValueText.Of(value) : null;

    private static int? Number(InboxMessage message, string name) =>
        (int?)ValueConversion.To(DataType.Int32, message.Payload.GetValueOrDefault(name));
}
