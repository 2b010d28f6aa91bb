using System.Diagnostics;

namespace Cer.Durable.Tests;

/// <summary>Starts nodes as processes of their own.</summary>
internal static class NodeProcess
{
    private static string Node => Path.Combine(
        AppContext.BaseDirectory.Replace("Cer.Durable.Tests", "Cer.Durable.Node", StringComparison.Ordinal), "Cer.Durable.Node.dll");

    /// <param name="house">Whose work it does.</param>
    /// <param name="diesAt">The commit that it does not live to see; it begins when it is told a line.</param>
    public static Process Start(House house, string? diesAt = null)
    {
        // The dotnet that runs this test, wherever it was installed.
        var own = Environment.ProcessPath ?? "";
        var start = new ProcessStartInfo(Path.GetFileName(own) == "dotnet" ? own : "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(Node);
        start.ArgumentList.Add(house.Address);
        if (diesAt is not null) start.ArgumentList.Add(diesAt);
        return Process.Start(start)!;
    }
}
