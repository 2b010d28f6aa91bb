using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Cer.Operations.Documents;
using NodaTime;

namespace Cer.Reporting;

/// <summary>WeasyPrint in one long-lived process of ours: a line in, a line out; started again when it dies.</summary>
/// <param name="python">The interpreter that has WeasyPrint.</param>
/// <param name="patience">How long one document may take.</param>
public sealed class WeasyPress(string python, TimeSpan patience) : IPdfPress, IAsyncDisposable
{
    /// <summary>The system's Python: Debian's WeasyPrint lives there.</summary>
    public const string SystemPython = "/usr/bin/python3";

    private const string Missing =
        "Found no WeasyPrint on this machine, expected Debian's package: apt-get install weasyprint (./install.sh does it).";

    // Longer than the slowest start seen: a machine that does much else imports for many seconds.
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);

    private static readonly UTF8Encoding Utf8 = new(false);
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "press.py");

    private readonly SemaphoreSlim _turn = new(1);
    private Process? _process;
    private long _orders;

    public WeasyPress()
        : this(SystemPython, TimeSpan.FromMinutes(1))
    {
    }

    /// <summary>How often the process was started.</summary>
    public int Starts { get; private set; }

    /// <summary>The process that works now; null when none does.</summary>
    public int? ProcessId => _process?.Id;

    public async Task<PressOutcome> PressAsync(
        string html, string name, Instant when, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_process is not { HasExited: false }) await StartAsync(cancellation);
            var answer = await AskAsync(
                new(++_orders, html, name, when.ToUnixTimeSeconds(), MakeDocuments.MostPages), cancellation);
            return answer switch
            {
                { Pdf: { } pdf, Problem: null } => new PressOutcome.Made(Convert.FromBase64String(pdf), answer.Pages),
                { Problem: { } problem } => new PressOutcome.Broken(problem, answer.IsOfPress),
                _ => new PressOutcome.Broken("Found the press dead, expected a PDF; it is started again.", true),
            };
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _turn.Dispose();
    }

    private async Task<Answer?> AskAsync(Order order, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            await _process!.StandardInput.WriteAsync(JsonSerializer.Serialize(order).AsMemory(), limit.Token);
            await _process.StandardInput.WriteAsync("\n".AsMemory(), limit.Token);
            await _process.StandardInput.FlushAsync(limit.Token);
            var line = await _process.StandardOutput.ReadLineAsync(limit.Token);
            // Only what bears this order's number is its answer: another one would be somebody else's paper.
            if (line is not null && JsonSerializer.Deserialize<Answer>(line) is { } answer && answer.Order == order.Number) return answer;
        }
        catch (Exception failure) when (failure is IOException or JsonException)
        {
            // It died.
        }
        catch (OperationCanceledException)
        {
            // Its answer would be taken for that of the next document.
            await EndAsync();
            cancellation.ThrowIfCancellationRequested();
            return new(order.Number, 0, null, $"Found no PDF after {patience.TotalSeconds:0} seconds, expected one sooner.")
            {
                IsOfPress = true,
            };
        }

        await EndAsync();
        return null;
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        await EndAsync();
        var start = new ProcessStartInfo(python)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
        };
        // Nothing of the user's own, and a fixed seed: sets are walked while a file is written.
        foreach (var argument in new[] { "-s", "-X", "utf8", Script }) start.ArgumentList.Add(argument);
        foreach (var own in new[] { "PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP" }) start.Environment.Remove(own);
        start.Environment["PYTHONHASHSEED"] = "0";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        try
        {
            _process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new PressException(Missing);
        }

        Starts++;
        _process!.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        if (await IsReadyAsync(_process, cancellation)) return;
        await EndAsync();
        throw new PressException(Missing);
    }

    /// <summary>Waits until it says that it is ready; one that is left waiting is ended, for it would say so to the next.</summary>
    private async Task<bool> IsReadyAsync(Process press, CancellationToken cancellation)
    {
        try
        {
            return await press.StandardOutput.ReadLineAsync(cancellation).AsTask().WaitAsync(StartPatience, cancellation) is not null;
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            await EndAsync();
            throw;
        }
    }

    private async Task EndAsync()
    {
        if (_process is not { } process) return;
        _process = null;
        try
        {
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            // It went by itself.
        }

        process.Dispose();
    }

    private sealed record Order(
        [property: JsonPropertyName("order")] long Number,
        [property: JsonPropertyName("html")] string Html,
        [property: JsonPropertyName("name")] string Name,
        [property: JsonPropertyName("epoch")] long Epoch,
        [property: JsonPropertyName("limit")] int Limit);

    private sealed record Answer(
        [property: JsonPropertyName("order")] long Order,
        [property: JsonPropertyName("pages")] int Pages,
        [property: JsonPropertyName("pdf")] string? Pdf,
        [property: JsonPropertyName("problem")] string? Problem)
    {
        /// <summary>It is no answer of the press, but that there was none in time.</summary>
        [JsonIgnore]
        public bool IsOfPress { get; init; }
    }
}
