using Cer.Workflows.Activities;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Hosting;

/// <summary>Under what others find a bookmark: the name of an event, the id of a task, the path of a request.</summary>
public static class BookmarkKey
{
    public static string Of(Bookmark bookmark) => bookmark.Kind switch
    {
        EventActivity.Kind => ValueText.Of(bookmark.Payload.GetValueOrDefault("eventName")),
        "RunTask" => ValueText.Of(bookmark.Payload.GetValueOrDefault("taskId")),
        "HttpEndpoint" => ValueText.Of(bookmark.Payload.GetValueOrDefault("path")).Trim('/'),
        _ => "",
    };
}
