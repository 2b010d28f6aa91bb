using System.Text;
using Cer.Workflows.Local;
using Cer.Workflows.Running;

namespace Cer.Host.Workflows;

/// <summary>Lines on standard output, requests over the network, mails and diagnostics told on standard error.</summary>
internal sealed class ConsoleWorld : ILocalWorld, IAsyncDisposable
{
    private readonly StreamWriter _output = new(Console.OpenStandardOutput(), new UTF8Encoding(false)) { NewLine = "\n" };
    private readonly WebRequests _requests = new(refusesPrivate: false);

    public async ValueTask WriteLineAsync(string text, CancellationToken cancellation) =>
        await _output.WriteLineAsync(text.AsMemory(), cancellation);

    public async ValueTask<string?> ReadLineAsync(CancellationToken cancellation)
    {
        await _output.FlushAsync(cancellation);
        return await Console.In.ReadLineAsync(cancellation);
    }

    public ValueTask<HttpAnswer> SendAsync(HttpCall call, CancellationToken cancellation) => _requests.SendAsync(call, cancellation);

    public ValueTask SendAsync(Letter letter, CancellationToken cancellation)
    {
        Log("Information", $"a mail to {letter.To.Count} would be sent: without a server none is");
        return ValueTask.CompletedTask;
    }

    public void Log(string level, string message) => Console.Error.WriteLine($"{level}: {message}");

    public Task FlushAsync() => _output.FlushAsync();

    public async ValueTask DisposeAsync()
    {
        _requests.Dispose();
        await _output.DisposeAsync();
    }
}
