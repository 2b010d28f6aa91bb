using Cer.Workflows.Hosting;
using Cer.Workflows.Running;

namespace Cer.Durable.Tests;

/// <summary>A server that answers as it is told, and remembers what it was asked.</summary>
internal sealed class Requests : IRequestSender, IDelivery
{
    private readonly List<HttpCall> _calls = [];
    private readonly List<OutboxRow> _mails = [];

    public Func<int, HttpAnswer> Answer { get; set; } = _ => new(200, [], null, []);

    public IReadOnlyList<HttpCall> Calls => _calls;

    public IReadOnlyList<OutboxRow> Mails => _mails;

    public Action<OutboxRow> Post { get; set; } = _ => { };

    public ValueTask<HttpAnswer> SendAsync(HttpCall call, CancellationToken cancellation)
    {
        _calls.Add(call);
        return ValueTask.FromResult(Answer(_calls.Count));
    }

    public ValueTask DeliverAsync(OutboxRow row, CancellationToken cancellation)
    {
        Post(row);
        _mails.Add(row);
        return ValueTask.CompletedTask;
    }
}
