using System.Diagnostics;

namespace Cer.Installation.Tests;

/// <summary>What a command left behind.</summary>
internal sealed record CommandResult(int Status, string Output, string Errors)
{
    public static bool WeAreRoot { get; } = Environment.UserName == "root";

    /// <summary>Runs a command to its end; what it starts in the background does not keep us waiting.</summary>
    public static async Task<CommandResult> Of(string folder, string command, params string[] arguments)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("CER_DATA");
        // The analyzers have read these sources when the tests were built.
        start.Environment["RunAnalyzers"] = "false";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new(process.ExitCode, await output, await errors);
    }

    /// <summary>The output, when the command succeeded.</summary>
    public string Succeeded()
    {
        Assert.True(Status == 0, $"exit status {Status}: {Output}{Errors}");
        return Output.TrimEnd('\n');
    }
}
