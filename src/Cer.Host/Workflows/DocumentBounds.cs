using System.Text.Json.Nodes;
using Cer.Workflows.Definitions;

namespace Cer.Host.Workflows;

/// <summary>How large a definition may be that the server keeps, checks or runs.</summary>
internal static class DocumentBounds
{
    /// <summary>The largest text, in bytes.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    /// <summary>What leads back to what is looked at pair by pair: larger ones would hold the server for minutes.</summary>
    private const int MostActivities = 3_000;

    private const int MostArrows = 9_000;
    private const int LongestId = 200;

    // Addresses have these words where an id stands, and browsers take dots for steps.
    private static readonly string[] Taken = [".", "..", "export", "import"];

    /// <exception cref="BadHttpRequestException">It is larger.</exception>
    public static WorkflowDefinition Small(WorkflowDefinition definition) => Problem(definition) is { } problem
        ? throw new BadHttpRequestException($"document: {problem}")
        : definition;

    public static string? Problem(WorkflowDefinition definition)
    {
        var (activities, arrows) = (0, 0);
        foreach (var node in definition.Root.All())
        {
            activities++;
            arrows += (node.Json["connections"] as JsonArray)?.Count ?? 0;
        }

        return activities <= MostActivities && arrows <= MostArrows
            ? null
            : $"Found {activities} activities and {arrows} arrows, expected at most {MostActivities} and {MostArrows}.";
    }

    /// <summary>Whether an address can hold it.</summary>
    public static bool IsId(string id) => id.Length is > 0 and <= LongestId && !Taken.Contains(id)
        && !id.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter) || letter is '/' or '\\' or '%' or ',');
}
