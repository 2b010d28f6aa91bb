using Cer.Workflows.Running;

namespace Cer.Workflows.Local;

/// <summary>What runs in memory reach outside themselves: lines, requests, mails.</summary>
public interface ILocalWorld
{
    ValueTask WriteLineAsync(string text, CancellationToken cancellation);

    ValueTask<string?> ReadLineAsync(CancellationToken cancellation);

    ValueTask<HttpAnswer> SendAsync(HttpCall call, CancellationToken cancellation);

    ValueTask SendAsync(Letter letter, CancellationToken cancellation);

    void Log(string level, string message);
}
