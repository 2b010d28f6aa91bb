using System.Diagnostics;

namespace Cer.Reporting.Tests;

/// <summary>Runs a program of the system to its end.</summary>
internal static class Tool
{
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}.");
        return said;
    }

    /// <summary>Runs a reader of PDFs on a file with these bytes.</summary>
    public static async Task<string> ReadAsync(string program, byte[] pdf, params string[] after)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, pdf);
            return await RunAsync(program, [file, .. after]);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
