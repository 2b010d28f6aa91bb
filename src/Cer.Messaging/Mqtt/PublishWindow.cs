namespace Cer.Messaging.Mqtt;

/// <summary>How many messages at least once may be under way. Those that must wait go in the order they were handed in.</summary>
internal sealed class PublishWindow(int size)
{
    private readonly Lock _gate = new();
    private readonly Queue<Func<bool>> _waiting = new();
    private int _free = size;

    /// <param name="send">Runs now or later, one at a time; false when it takes no place.</param>
    public void Enter(Func<bool> send)
    {
        lock (_gate)
        {
            if (_free == 0) _waiting.Enqueue(send);
            else if (send()) _free--;
        }
    }

    /// <summary>One was answered: the next takes its place.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            while (_waiting.TryDequeue(out var send))
                if (send()) return;
            _free++;
        }
    }

    /// <summary>Nothing will be answered any more: whoever waits is let in to find that out.</summary>
    public void Close()
    {
        lock (_gate)
        {
            while (_waiting.TryDequeue(out var send)) send();
            _free = int.MaxValue;
        }
    }
}
