using System.Data.Common;
using System.Threading.Channels;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Intake;

/// <summary>Takes messages of user devices in: judges each line, stores the good, keeps the rest as evidence.</summary>
/// <remarks>
/// Messages that arrive while a commit is on its way go together into the next one; each is answered after its
/// commit. They are judged one after the other, so that totals are compared in the order of arrival. What came
/// together stays together: with the store away none is stored after one before it was not.
/// </remarks>
public sealed class TakeReadings : IAsyncDisposable
{
    private const int MostWaiting = 1024;
    private const int MostInBatch = 256;
    private const int BatchBytes = 8 * 1024 * 1024;

    // A small one is read while the one before it is on its way to the disk; a large one would lie in memory read.
    private const int SmallBytes = 16 * 1024;

    private readonly ICommunityStore _communities;
    private readonly IReadingStore _readings;
    private readonly IIntakeStore _intake;
    private readonly TimeProvider _time;
    private readonly Channel<Waiting[]> _queue = Channel.CreateBounded<Waiting[]>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    private readonly Task _consumer;

    public TakeReadings(ICommunityStore communities, IReadingStore readings, IIntakeStore intake, TimeProvider time)
    {
        (_communities, _readings, _intake, _time) = (communities, readings, intake, time);
        _consumer = Task.Run(ConsumeAsync);
    }

    /// <summary>Takes one message in; returns when its verdict is committed.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while waiting; it may be stored all the same.</exception>
    public async Task<IntakeAnswer> RunAsync(IncomingMessage message, CancellationToken cancellation)
    {
        var early = message.Raw.Length <= SmallBytes ? ReadMessage.Of(message, Now()) : null;
        var waiting = new Waiting(message, early, cancellation);
        await _queue.Writer.WriteAsync([waiting], cancellation);
        return await waiting.Answer.Task.WaitAsync(cancellation);
    }

    /// <summary>Takes messages in that came together, in their order and in one commit; each answer comes after it.</summary>
    public async Task<IReadOnlyList<Task<IntakeAnswer>>> RunTogetherAsync(
        IReadOnlyList<IncomingMessage> messages, CancellationToken cancellation)
    {
        Waiting[] together = [.. messages.Select(message => new Waiting(message, null, cancellation))];
        if (together.Length > 0) await _queue.Writer.WriteAsync(together, cancellation);
        return [.. together.Select(waiting => waiting.Answer.Task.WaitAsync(cancellation))];
    }

    /// <summary>Stops taking messages in, and finishes those that wait.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _consumer;
    }

    private async Task ConsumeAsync()
    {
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            List<Waiting[]> batch = [];
            var (count, bytes) = (0, 0L);
            while (count < MostInBatch && bytes < BatchBytes && _queue.Reader.TryRead(out var next))
            {
                if (next[0].Cancellation.IsCancellationRequested) continue;
                batch.Add(next);
                count += next.Length;
                bytes += next.Sum(waiting => (long)waiting.Message.Raw.Length);
            }

            if (count > 0) await AnswerAsync(batch);
        }
    }

    private async Task AnswerAsync(List<Waiting[]> batch)
    {
        Waiting[] all = [.. batch.SelectMany(together => together)];
        if (await StoreAsync(all) is not { } failure) return;
        if (all.Length == 1 || IsAway(failure))
        {
            foreach (var waiting in all) waiting.Answer.TrySetException(failure);
            return;
        }

        // One message that the store cannot take must not stop the others.
        foreach (var together in batch) await AnswerOneByOneAsync(together);
    }

    private async Task AnswerOneByOneAsync(Waiting[] together)
    {
        Exception? away = null;
        foreach (var waiting in together)
        {
            var failure = away ?? await StoreAsync([waiting]);
            if (failure is null) continue;
            waiting.Answer.TrySetException(failure);
            if (IsAway(failure)) away = failure;
        }
    }

    /// <summary>Stores and answers; otherwise tells the failure, and nothing is stored.</summary>
    private async Task<Exception?> StoreAsync(IReadOnlyList<Waiting> batch)
    {
        try
        {
            // A commit that others share is not given up because one of them went away.
            var answers = await new MessageBatch(_communities, _readings, _intake, Now()).TakeAsync(
                [.. batch.Select(waiting => waiting.Message)],
                [.. batch.Select(waiting => waiting.Early)],
                CancellationToken.None);
            for (var i = 0; i < batch.Count; i++) batch[i].Answer.TrySetResult(answers[i]);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    private Instant Now() => Instant.FromDateTimeOffset(_time.GetUtcNow());

    private static bool IsAway(Exception failure) => failure is DbException { IsTransient: true };

    private sealed record Waiting(IncomingMessage Message, ReadMessage? Early, CancellationToken Cancellation)
    {
        public TaskCompletionSource<IntakeAnswer> Answer { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
