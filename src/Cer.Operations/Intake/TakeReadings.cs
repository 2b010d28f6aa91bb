using System.Data.Common;
using System.Threading.Channels;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Intake;

/// <summary>Takes messages of user devices in: judges each line, stores the good, keeps the rest as evidence.</summary>
/// <remarks>
/// Messages that arrive while a commit is on its way go together into the next one; each is answered after its
/// commit. They are judged one after the other, so that totals are compared in the order of arrival.
/// </remarks>
public sealed class TakeReadings : IAsyncDisposable
{
    private const int MostWaiting = 1024;
    private const int MostInBatch = 256;
    private const int BatchBytes = 8 * 1024 * 1024;

    private readonly ICommunityStore _communities;
    private readonly IReadingStore _readings;
    private readonly IIntakeStore _intake;
    private readonly TimeProvider _time;
    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(
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
        var waiting = new Waiting(message, cancellation);
        await _queue.Writer.WriteAsync(waiting, cancellation);
        return await waiting.Answer.Task.WaitAsync(cancellation);
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
            List<Waiting> batch = [];
            var bytes = 0L;
            while (batch.Count < MostInBatch && bytes < BatchBytes && _queue.Reader.TryRead(out var next))
            {
                if (next.Cancellation.IsCancellationRequested) continue;
                batch.Add(next);
                bytes += next.Message.Raw.Length;
            }

            await AnswerAsync(batch);
        }
    }

    private async Task AnswerAsync(IReadOnlyList<Waiting> batch)
    {
        if (batch.Count == 0) return;
        try
        {
            var now = Instant.FromDateTimeOffset(_time.GetUtcNow());
            // A commit that others share is not given up because one of them went away.
            var answers = await new MessageBatch(_communities, _readings, _intake, now)
                .TakeAsync([.. batch.Select(waiting => waiting.Message)], CancellationToken.None);
            for (var i = 0; i < batch.Count; i++) batch[i].Answer.TrySetResult(answers[i]);
        }
        catch (Exception failure) when (batch.Count == 1 || failure is DbException { IsTransient: true })
        {
            foreach (var waiting in batch) waiting.Answer.TrySetException(failure);
        }
        catch (Exception)
        {
            // One message that the store cannot take must not stop the others.
            foreach (var waiting in batch) await AnswerAsync([waiting]);
        }
    }

    private sealed record Waiting(IncomingMessage Message, CancellationToken Cancellation)
    {
        public TaskCompletionSource<IntakeAnswer> Answer { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
