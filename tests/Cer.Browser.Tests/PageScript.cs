using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Cer.Browser.Tests;

/// <summary>Runs a script of web/dev that works with the pages in a real browser, and reads what it tells.</summary>
internal static class PageScript
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(45);

    private static string Root => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    /// <summary>What the script wrote; its pictures are in artifacts/browser.</summary>
    public static async Task<JsonElement> RunAsync(string script, object plan)
    {
        var name = Path.GetFileNameWithoutExtension(script);
        var folder = Directory.CreateDirectory(Path.Combine(Root, "artifacts", "browser")).FullName;
        var (planFile, resultFile) = (Path.Combine(folder, $"{name}-plan.json"), Path.Combine(folder, $"{name}-result.json"));
        File.Delete(resultFile);
        await File.WriteAllTextAsync(planFile, JsonSerializer.Serialize(plan));
        var said = await RunAsync("node", script, planFile, resultFile, folder);
        Assert.True(File.Exists(resultFile), $"The browser did not come back:\n{said}");
        return JsonDocument.Parse(await File.ReadAllBytesAsync(resultFile)).RootElement;
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = Path.Combine(Root, "web"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        return $"{await output}{await errors}";
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
