namespace Cer.Messaging.Mqtt;

/// <summary>Messages at least once that outlive a connection: what the broker has not answered is sent again on the next.</summary>
internal sealed class Unanswered(int most)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Waiting> _waiting = [];
    private readonly PublishWindow _window = new(most);
    private MqttClient? _current;
    private Exception? _closed;

    /// <summary>Completes when the broker has acknowledged the message; waits while too many are unanswered.</summary>
    public async Task SendAsync(MqttMessage message, CancellationToken cancellation)
    {
        var place = new LinkedListNode<Waiting>(new(new(message)));
        _window.Enter(() => TryStart(place));
        try
        {
            await place.Value.Answered.Task.WaitAsync(cancellation);
        }
        finally
        {
            bool leaves;
            lock (_gate)
            {
                leaves = place.Value.HasStarted;
                place.Value.IsOver = true;
                if (place.List is not null) _waiting.Remove(place);
            }

            if (leaves) _window.Leave();
        }
    }

    /// <summary>A connection is there: what waits goes out on it, in the order it was handed in.</summary>
    public void Begin(MqttClient client)
    {
        lock (_gate)
        {
            _current = client;
            _closed = null;
            foreach (var waiting in _waiting)
            {
                waiting.Publication.SendAgain(client.SessionPresent);
                _ = TryAsync(waiting, client);
            }
        }
    }

    /// <summary>The connection is no more.</summary>
    public void End()
    {
        lock (_gate) _current = null;
    }

    /// <summary>Nobody makes connections any more: whoever waits is told.</summary>
    public void Close(Exception cause)
    {
        lock (_gate)
        {
            (_current, _closed) = (null, cause);
            foreach (var waiting in _waiting) waiting.Answered.TrySetException(cause);
            _waiting.Clear();
        }
    }

    /// <summary>True when it takes a place among those that wait for their answer.</summary>
    private bool TryStart(LinkedListNode<Waiting> place)
    {
        lock (_gate)
        {
            var waiting = place.Value;
            if (_closed is not null) waiting.Answered.TrySetException(_closed);
            if (waiting.IsOver || _closed is not null) return false;
            waiting.HasStarted = true;
            _waiting.AddLast(place);
            if (_current is { } client) _ = TryAsync(waiting, client);
            return true;
        }
    }

    private static async Task TryAsync(Waiting waiting, MqttClient client)
    {
        try
        {
            await client.SendAsync(waiting.Publication, CancellationToken.None);
            waiting.Answered.TrySetResult();
        }
        catch (MqttConnectionLost)
        {
            // It goes out again on the next connection.
        }
        catch (Exception failure)
        {
            waiting.Answered.TrySetException(failure);
        }
    }

    private sealed class Waiting(Publication publication)
    {
        public Publication Publication => publication;

        public bool HasStarted { get; set; }

        /// <summary>Who handed it in waits no longer.</summary>
        public bool IsOver { get; set; }

        public TaskCompletionSource Answered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
