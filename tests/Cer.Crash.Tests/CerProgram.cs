using System.Diagnostics;
using System.Text;

namespace Cer.Crash.Tests;

/// <summary>The program as a process of its own, which may be killed.</summary>
public sealed class CerProgram : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private CerProgram(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Note(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Note(_errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public bool HasEnded => _process.HasExited;

    /// <summary>What it said so far.</summary>
    public string Said
    {
        get
        {
            lock (_output) return $"{_output}{_errors}";
        }
    }

    public static CerProgram Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "cer.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment.Remove("CER_DATA");
        return new(new() { StartInfo = start });
    }

    /// <summary>Where it listens, as soon as it does.</summary>
    public async Task<Uri> AddressAsync()
    {
        var ended = _process.WaitForExitAsync();
        var first = await Task.WhenAny(_address.Task, ended).WaitAsync(Patience);
        Assert.True(first != ended || _address.Task.IsCompleted, $"It ended before it listened:\n{Said}");
        return await _address.Task;
    }

    /// <summary>Waits until it has said something.</summary>
    public async Task SaysAsync(string words, int times = 1)
    {
        for (var waited = Stopwatch.StartNew(); Said.Split(words).Length <= times; await Task.Delay(50))
            Assert.True(waited.Elapsed < Patience && !HasEnded, $"It does not say '{words}':\n{Said}");
    }

    /// <summary>Kills it with SIGKILL; false when it had ended by itself.</summary>
    public async Task<bool> KillAsync()
    {
        if (!_process.HasExited) _process.Kill();
        return (await EndAsync()).Exit == 128 + 9;
    }

    /// <summary>Asks it to end, as a person who presses Ctrl-C does.</summary>
    public async Task<CerOutcome> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        return await EndAsync();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<CerOutcome> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        lock (_output) return new(_process.ExitCode, $"{_output}", $"{_errors}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Note(StringBuilder said, string? line)
    {
        if (line is null) return;
        lock (_output) said.Append(line).Append('\n');
        var place = line.IndexOf(Listening, StringComparison.Ordinal);
        if (place >= 0) _address.TrySetResult(new(line[(place + Listening.Length)..].Trim()));
    }
}
