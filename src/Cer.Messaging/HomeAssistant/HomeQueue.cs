using System.Runtime.CompilerServices;
using System.Text.Json;
using NodaTime;

namespace Cer.Messaging.HomeAssistant;

/// <summary>Events that came for one consumer and were not yet taken: so many, and no more.</summary>
/// <remarks>
/// Core cuts off who does not read, so the connection is read whatever consumers do: of what one does not take in time the
/// oldest is dropped, and it is told how many in the place where they lack.
/// </remarks>
internal sealed class HomeQueue(int most, long mostBytes, Action counted)
{
    private readonly Queue<(JsonElement Body, int Bytes, Instant At)> _events = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource _news = New();
    private long _bytes;
    private long _dropped;
    private Instant _droppedSince;
    private bool _isEnded;

    /// <summary>When the last event of it came that was taken or waits.</summary>
    public void Add(JsonElement body, int bytes, Instant at)
    {
        lock (_gate)
        {
            if (_isEnded) return;
            _events.Enqueue((body, bytes, at));
            _bytes += bytes;
            while (_events.Count > most || (_bytes > mostBytes && _events.Count > 1))
            {
                var oldest = _events.Dequeue();
                _bytes -= oldest.Bytes;
                if (_dropped++ == 0) _droppedSince = oldest.At;
                counted();
            }

            _news.TrySetResult();
        }
    }

    /// <summary>Nothing more comes; what waits is still taken.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isEnded = true;
            _news.TrySetResult();
        }
    }

    public async IAsyncEnumerable<HomeNews> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            Task waiting;
            HomeNews? news;
            lock (_gate)
            {
                news = Take();
                if (news is null && _isEnded) yield break;
                if (news is null && _news.Task.IsCompleted) _news = New();
                waiting = _news.Task;
            }

            if (news is not null) yield return news;
            else await waiting.WaitAsync(cancellation);
        }
    }

    private HomeNews? Take()
    {
        if (_dropped > 0)
        {
            var gap = new HomeNews.Gap(_droppedSince, _dropped);
            _dropped = 0;
            return gap;
        }

        if (!_events.TryDequeue(out var next)) return null;
        _bytes -= next.Bytes;
        return new HomeNews.Event(next.Body);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
