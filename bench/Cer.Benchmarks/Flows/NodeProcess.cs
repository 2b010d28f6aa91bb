using System.Diagnostics;

namespace Cer.Benchmarks.Flows;

/// <summary>A node as a process of its own: this program again, under another verb.</summary>
internal static class NodeProcess
{
    public const string Verb = "node-of-flows";

    /// <summary>Works until it is killed, for the database whose address it was given.</summary>
    public static async Task RunAsync(string address)
    {
        await using var town = FlowTown.At(address);
        await town.Node(new()).RunAsync(CancellationToken.None);
    }

    public static Process Start(FlowTown town)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false };
        start.ArgumentList.Add(typeof(NodeProcess).Assembly.Location);
        start.ArgumentList.Add(Verb);
        start.ArgumentList.Add(town.Database.AppAddress);
        return Process.Start(start)!;
    }
}
