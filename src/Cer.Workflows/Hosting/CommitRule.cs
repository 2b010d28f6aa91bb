using Cer.Workflows.Definitions;

namespace Cer.Workflows.Hosting;

/// <summary>Which activities only decide what comes next: they may share the commit of one that does something.</summary>
internal static class CommitRule
{
    /// <summary>So many decisions are lost at most, and made again.</summary>
    public const int MostShared = 50;

    private static readonly HashSet<string> Deciding = new(StringComparer.Ordinal)
    {
        "Elsa.Flowchart", "Elsa.Sequence", "Elsa.Parallel", "Elsa.FlowNode", "Elsa.If", "Elsa.Switch", "Elsa.For", "Elsa.ForEach",
        "Elsa.ParallelForEach", "Elsa.While", "Elsa.Fork", "Elsa.FlowDecision", "Elsa.FlowSwitch", "Elsa.FlowFork", "Elsa.FlowJoin",
        "Elsa.Start", "Elsa.End", "Elsa.Break", "Elsa.Complete", "Elsa.SetVariable", "Elsa.SetOutput", "Elsa.SetName",
        "Elsa.Correlate",
    };

    private static readonly HashSet<string> Outside = new(StringComparer.Ordinal)
    {
        "Elsa.SendHttpRequest", "Elsa.FlowSendHttpRequest", "Elsa.DownloadHttpFile",
    };

    public static bool SharesCommit(ActivityNode node) => Deciding.Contains(node.Type);

    /// <summary>Whether it reaches outside while it runs: that it began is written down before.</summary>
    public static bool ReachesOutside(ActivityNode node) => Outside.Contains(node.Type);
}
