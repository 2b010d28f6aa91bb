using System.Text.Json;
using NodaTime;

namespace Cer.Messaging.HomeAssistant;

/// <summary>Who waits for which number on one connection, and takes what comes to them.</summary>
internal sealed class HomeDesk
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, (TaskCompletionSource<JsonElement>? Answer, HomeQueue? Queue)> _waiting = [];
    private readonly TaskCompletionSource<HomeFault> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HomeFault? _why;

    public Task<HomeFault> Ended => _ended.Task;

    public static TaskCompletionSource<JsonElement> NewAnswer() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open(long id, TaskCompletionSource<JsonElement> answer, HomeQueue? queue)
    {
        lock (_gate)
        {
            if (_why is { } why) throw why;
            _waiting[id] = (answer, queue);
        }
    }

    public void Forget(long id)
    {
        lock (_gate) _waiting.Remove(id);
    }

    /// <summary>Takes a message, or a list of messages: Core sends lists to who asked for them.</summary>
    public void Take(JsonElement message, int bytes, Instant at)
    {
        if (message.ValueKind == JsonValueKind.Array)
        {
            var each = bytes / Math.Max(1, message.GetArrayLength());
            foreach (var one in message.EnumerateArray()) TakeOne(one, each, at);
        }
        else
        {
            TakeOne(message, bytes, at);
        }
    }

    /// <returns>Whether it was open until now.</returns>
    public bool Close(HomeFault why)
    {
        (TaskCompletionSource<JsonElement>? Answer, HomeQueue? Queue)[] left;
        lock (_gate)
        {
            if (_why is not null) return false;
            _why = why;
            left = [.. _waiting.Values];
            _waiting.Clear();
        }

        _ended.TrySetResult(why);
        foreach (var (answer, queue) in left)
        {
            answer?.TrySetException(why);
            queue?.End();
        }

        return true;
    }

    private void TakeOne(JsonElement message, int bytes, Instant at)
    {
        if (HomeJson.Number(message, "id") is not (>= 0 and <= long.MaxValue and var number) || decimal.Truncate(number) != number)
            return;
        var id = (long)number;
        switch (HomeJson.Text(message, "type"))
        {
            case "event" when message.TryGetProperty("event", out var body):
                HomeQueue? queue;
                lock (_gate) queue = _waiting.GetValueOrDefault(id).Queue;
                queue?.Add(body.Clone(), bytes, at);
                break;
            case "result" when message.TryGetProperty("success", out var success) && success.ValueKind == JsonValueKind.True:
                Answered(id, true)?.TrySetResult(message.TryGetProperty("result", out var result) ? result.Clone() : default);
                break;
            case "pong":
                Answered(id, true)?.TrySetResult(default);
                break;
            case "result":
                Answered(id, false)?.TrySetException(Refused(message));
                break;
        }
    }

    /// <summary>Who waits for the answer; a subscription that was granted stays for its events.</summary>
    private TaskCompletionSource<JsonElement>? Answered(long id, bool isGranted)
    {
        lock (_gate)
        {
            if (!_waiting.Remove(id, out var waiting)) return null;
            if (isGranted && waiting.Queue is not null) _waiting[id] = (null, waiting.Queue);
            return waiting.Answer;
        }
    }

    private static HomeFault Refused(JsonElement message)
    {
        var error = HomeJson.Member(message, "error");
        return new(
            HomeJson.Text(error, "code") ?? HomeFault.BadAnswer,
            $"Home Assistant refused{HomeJson.Said(HomeJson.Text(error, "message"))}.");
    }
}
