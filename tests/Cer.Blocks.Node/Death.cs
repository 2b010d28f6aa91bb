using System.Diagnostics;

namespace Cer.Blocks.Node;

/// <summary>The end of this process at its first commit: just before it, or just after it.</summary>
internal sealed class Death(bool after)
{
    public bool IsAfter => after;

    public void Before(string commit)
    {
        if (!after) Come(commit);
    }

    public void After(string commit)
    {
        if (after) Come(commit);
    }

    /// <summary>As kill -9 does: nothing is closed or let go of.</summary>
    public void Come(string commit)
    {
        Console.Out.Write($"{(after ? "after" : "before")} {commit}");
        Console.Out.Flush();
        Process.GetCurrentProcess().Kill();
        throw new UnreachableException();
    }
}
