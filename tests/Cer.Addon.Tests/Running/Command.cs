using System.Diagnostics;

namespace Cer.Addon.Tests.Running;

/// <summary>What a command left behind.</summary>
internal sealed record Command(int Status, string Output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>Runs a command to its end; what it leaves in the background does not keep us waiting.</summary>
    public static async Task<Command> RunAsync(IReadOnlyDictionary<string, string> environment, string program, params string[] arguments)
    {
        var said = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo("bash", ["-c", "exec \"$@\" >\"$SAID\" 2>&1 </dev/null", "-", program, .. arguments]);
            foreach (var (name, value) in environment) start.Environment[name] = value;
            start.Environment["SAID"] = said;
            using var process = Process.Start(start)!;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(Patience);
            await process.WaitForExitAsync(patience.Token);
            return new(process.ExitCode, await File.ReadAllTextAsync(said, TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(said);
        }
    }

    public string Succeeded()
    {
        Assert.True(Status == 0, $"exit status {Status}:\n{Output}");
        return Output;
    }
}
