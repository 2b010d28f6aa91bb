using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Cer.Browser.Tests;

/// <summary>One walk of a real browser through every page of the real server; the tests ask what it saw.</summary>
public sealed class Walk : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private JsonElement _results;

    private static string Root => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    /// <summary>How many pages were looked at, all looks together.</summary>
    public int Visited => _results.GetProperty("visited").GetInt32();

    /// <summary>Bytes over the wire before anything is drawn with charts.</summary>
    public int FirstLoad => _results.TryGetProperty("firstLoadBytes", out var bytes) ? (int)bytes.GetDouble() : 0;

    /// <summary>What was wrong, of one kind.</summary>
    public IReadOnlyList<string> Wrong(string kind) =>
        [.. _results.GetProperty(kind).EnumerateArray().Select(text => text.GetString()!)];

    public async ValueTask InitializeAsync()
    {
        await using var town = await DemoTown.StartAsync();
        var folder = Directory.CreateDirectory(Path.Combine(Root, "artifacts", "browser")).FullName;
        var plan = Path.Combine(folder, "plan.json");
        var result = Path.Combine(folder, "result.json");
        File.Delete(result);
        await File.WriteAllTextAsync(plan, JsonSerializer.Serialize(new
        {
            address = town.Address,
            staff = await town.InviteAsync("amministratore", "Amministratore", Operations.People.Role.Administrator),
            staffLogin = "amministratore",
            member = await town.InviteAsync(
                "membro.demo", "Famiglia Ginestra (inventata)", Operations.People.Role.Member, "fam-ginestra"),
            memberLogin = "membro.demo",
            now = DemoTown.Now,
            month = "2026-10",
            day = "2026-10-25",
            declaration = true,
        }));
        var said = await RunAsync("node", "dev/visit.mjs", plan, result, folder);
        Assert.True(File.Exists(result), $"The browser did not come back:\n{said}");
        _results = JsonDocument.Parse(await File.ReadAllBytesAsync(result)).RootElement;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

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
