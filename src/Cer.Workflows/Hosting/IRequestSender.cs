using Cer.Workflows.Running;

namespace Cer.Workflows.Hosting;

/// <summary>Sends the requests of activities. The key of the attempt is among the headers.</summary>
public interface IRequestSender
{
    ValueTask<HttpAnswer> SendAsync(HttpCall call, CancellationToken cancellation);
}
