using System.Globalization;
using Cer.Workflows.Running;
using Cer.Workflows.Values;
using NodaTime;

namespace Cer.Host.Blocks.Money;

/// <summary>Waits for approvals, whichever comes first: the end of a task, an act on the page, or a while.</summary>
/// <remarks>
/// Approvals are given where approvers are known: on the page of payments, by each one's own session. Whoever ends the task
/// approves nothing by that, and can only say no.
/// </remarks>
internal static class ApprovalWait
{
    private const string Task = "RunTask";
    private const string Asked = "asked";
    private const string No = "non approvo";

    private static readonly Duration Again = Duration.FromHours(6);

    public static void Begin(BlockRun run, string eventName, OrderedDictionary<string, object?> payload)
    {
        var context = run.Context;
        payload["role"] = "approver";
        payload["form"] = new OrderedDictionary<string, object?>
        {
            ["fields"] = new List<object?>
            {
                Field("decisione", "Decisione", "approvo nella pagina dei pagamenti", No),
                Field("motivo", "Perché"),
            },
        };
        context.Wait(Task, new()
        {
            ["taskId"] = string.Create(CultureInfo.InvariantCulture, $"{context.Key}.{Times(context)}"),
            ["taskName"] = context.TextInput("taskName"),
            ["payload"] = payload,
            ["createdAt"] = run.Now.ToDateTimeOffset(),
        });
        context.Wait("Event", new() { ["eventName"] = eventName, ["correlationId"] = null });
        // An approval in this very moment would be told to nobody.
        context.Wait("Delay", due: (run.Now + Again).ToDateTimeOffset());
    }

    /// <summary>Ends the wait; why somebody said no by ending the task, or null when nobody did.</summary>
    public static string? End(BlockRun run, Bookmark bookmark, object? payload)
    {
        var context = run.Context;
        context.State.Bookmarks.RemoveAll(other => other.ExecutionId == context.Execution.Id);
        // What was said about an earlier task is not said about the next one.
        if (bookmark.Kind == Task) context.Execution.Kept[Asked] = Times(context) + 1;
        if (bookmark.Kind != Task || payload is not OrderedDictionary<string, object?> said) return null;
        if (ValueText.Of(said.GetValueOrDefault("decisione")) != No && ValueConversion.IsTrue(said.GetValueOrDefault("approve", true)))
            return null;
        var why = ValueText.Of(said.GetValueOrDefault("motivo") ?? said.GetValueOrDefault("reason"));
        return why.Length > 0 ? $"Given up: {BlockRun.Short(why)}" : "Given up by who ended the task.";
    }

    private static OrderedDictionary<string, object?> Field(string name, string label, params string[] options) => new()
    {
        ["name"] = name,
        ["label"] = label,
        ["type"] = "text",
        ["required"] = options.Length > 0,
        ["options"] = options.ToList<object?>(),
    };

    // A kept number comes back as one of another type.
    private static int Times(ActivityContext context) =>
        ValueConversion.To(DataType.Int32, context.Execution.Kept.GetValueOrDefault(Asked)) as int? ?? 0;
}
