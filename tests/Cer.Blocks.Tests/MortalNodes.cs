using System.Diagnostics;

namespace Cer.Blocks.Tests;

/// <summary>Nodes as processes of their own that take turns: each kills itself with signal 9 at its first commit.</summary>
/// <remarks>Two are always up: while one works, the next stands and waits for its turn.</remarks>
internal sealed class MortalNodes : IAsyncDisposable
{
    private readonly FlowTown _town;
    private readonly Queue<Process> _waiting;

    public MortalNodes(FlowTown town)
    {
        _town = town;
        _waiting = new([Start(), Start()]);
    }

    /// <summary>Has them do all that is due now; one dies before a commit, the next does it again and dies after it.</summary>
    /// <returns>Which commits there were, in order: each was died at twice.</returns>
    public async Task<List<string>> QuietAsync()
    {
        List<string> deaths = [];
        while (await TurnAsync(deaths.Count % 2 == 0 ? "before" : "after") is { } death)
        {
            deaths.Add(death);
            Assert.InRange(deaths.Count, 1, 200);
        }

        string[] commits = [.. deaths.Where((_, place) => place % 2 == 0).Select(death => death.Replace("before ", ""))];
        Assert.Equal(commits.SelectMany(commit => new[] { $"before {commit}", $"after {commit}" }), deaths);
        return [.. commits];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _waiting)
        {
            node.Kill();
            await node.WaitForExitAsync(CancellationToken.None);
            node.Dispose();
        }
    }

    /// <summary>One works; where it died, or null when there was nothing left.</summary>
    private async Task<string?> TurnAsync(string where)
    {
        using var node = _waiting.Dequeue();
        _waiting.Enqueue(Start());
        await node.StandardInput.WriteLineAsync($"{_town.Time.Now:O} {where}");
        await node.StandardInput.FlushAsync(FlowTown.Cancellation);
        var death = await node.StandardOutput.ReadToEndAsync(FlowTown.Cancellation);
        await node.WaitForExitAsync(FlowTown.Cancellation);
        await GoneAsync();
        await _town.PassLeasesAsync();
        // The next one lives a moment later.
        _town.Time.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(death.Length > 0 ? 137 : 0, node.ExitCode);
        return death.Length > 0 ? death : null;
    }

    /// <summary>The database notices a client that was killed a moment later, and only then lets go of what it had locked.</summary>
    private async Task GoneAsync()
    {
        for (var i = 0; await _town.CountAsync(
            "pg_stat_activity where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()") > 0; i++)
        {
            Assert.InRange(i, 0, 3000);
            await Task.Delay(20, FlowTown.Cancellation);
        }
    }

    private Process Start()
    {
        // The dotnet that runs this test, wherever it was installed.
        var own = Environment.ProcessPath ?? "";
        var program = Path.Combine(
            AppContext.BaseDirectory.Replace("Cer.Blocks.Tests", "Cer.Blocks.Node", StringComparison.Ordinal), "Cer.Blocks.Node.dll");
        return Process.Start(new ProcessStartInfo(Path.GetFileName(own) == "dotnet" ? own : "dotnet", [program, _town.Data])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }
}
