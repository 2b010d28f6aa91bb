using System.Diagnostics;
using Cer.Messaging.Tests;

namespace Cer.Market.Tests.Influx;

/// <summary>A real server of time series for one test, on loopback ports and in a folder of its own, from the distribution.</summary>
internal abstract class SeriesServer : IAsyncDisposable
{
    private Process? _process;

    protected string Folder { get; } = Directory.CreateTempSubdirectory("cer-series-").FullName;

    protected int Port { get; } = Ports.Free();

    protected HttpClient Http { get; } = new();

    public Uri Url => new($"http://127.0.0.1:{Port}");

    protected abstract string Program { get; }

    protected abstract string Package { get; }

    protected abstract string[] Arguments { get; }

    protected abstract string Health { get; }

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts it, or starts it again on what it kept.</summary>
    public virtual async Task StartAsync()
    {
        Assert.True(File.Exists(Program), $"Found no {Program}, expected it: apt-get install {Package}.");
        _process = Process.Start(new ProcessStartInfo(Program, Arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        for (var patience = Stopwatch.StartNew(); !await AnswersAsync(); await Task.Delay(50, Cancellation))
            Assert.True(!_process.HasExited && patience.Elapsed < TimeSpan.FromSeconds(60), $"{Program} did not start.");
    }

    public async Task KillAsync()
    {
        if (_process is null) return;
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Http.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(Url, Health), Cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
