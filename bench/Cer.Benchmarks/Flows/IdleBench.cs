using System.Globalization;

namespace Cer.Benchmarks.Flows;

/// <summary>What a node of workflows with nothing to do uses of a processor, its database sessions with it. Aim: less than 1 %.</summary>
internal static class IdleBench
{
    private const int Rounds = 5;
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(30);

    public static async Task RunAsync()
    {
        await using var town = await FlowTown.OpenAsync();
        using var node = NodeProcess.Start(town);
        // What is compiled in the background after the start is not idle yet.
        await Task.Delay(TimeSpan.FromSeconds(15));
        var shares = new List<(double Here, double There)>();
        for (var round = 0; round < Rounds; round++)
        {
            var (here, there) = (node.TotalProcessorTime, await Spent.SessionsAsync(town.Database));
            await Task.Delay(Span);
            node.Refresh();
            shares.Add(((node.TotalProcessorTime - here) / Span, (await Spent.SessionsAsync(town.Database) - there) / Span));
        }

        node.Kill();
        await node.WaitForExitAsync();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Rounds} times {Span.TotalSeconds:0} s with nothing to do, median: node {Middle(shares.Select(one => one.Here)):P2}, ")
            + FormattableString.Invariant($"its database sessions {Middle(shares.Select(one => one.There)):P2} of a processor (aim: less than 1 %)"));
    }

    private static double Middle(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
