using NodaTime;

namespace Cer.Operations.Series;

/// <summary>Writes the days that changed to the sink, in bounded batches, and then notes that they are written.</summary>
/// <remarks>
/// At least once: a program that dies between the two writes the same points again. Whole days go, read when they are written,
/// so a late correction overwrites, and the order in which changes came does not matter.
/// </remarks>
public sealed class FeedSeries(ISeriesOutbox outbox, ISeriesSink sink)
{
    /// <summary>Lines of a request: about half a megabyte.</summary>
    public const int BatchSize = 5000;

    private const int MostRemoved = 100;

    private static readonly Duration RefusedWait = Duration.FromHours(6);

    /// <summary>Writes some days; null when none waits.</summary>
    public async Task<FeedReport?> RunAsync(CancellationToken cancellation)
    {
        await using var claim = await outbox.ClaimAsync(cancellation);
        if (claim is null) return null;
        var (count, trouble, kept) = await WriteAsync(claim, cancellation);
        switch (trouble)
        {
            case null:
                await claim.DoneAsync(cancellation);
                await outbox.NoteAsync(kept, cancellation);
                break;
            case SinkAnswer.Refused refused:
                await claim.PutOffAsync(RefusedWait, cancellation);
                await outbox.NoteAsync(refused.Sentence, cancellation);
                break;
            case SinkAnswer.Away away:
                await outbox.NoteAsync(away.Sentence, cancellation);
                break;
        }

        return new(trouble is null ? claim.Days : 0, count, trouble);
    }

    /// <remarks>A server that cannot take points away keeps them; that is told, and holds nothing up.</remarks>
    private async Task<(int Count, SinkAnswer? Trouble, string? Kept)> WriteAsync(ISeriesClaim claim, CancellationToken cancellation)
    {
        var (count, kept) = (0, (string?)null);
        List<SeriesPoint> values = [], lost = [];
        await foreach (var point in claim.PointsAsync(cancellation))
        {
            if (point.HasLost) lost.Add(point);
            if (point.HasValue) values.Add(point);
            if (values.Count + lost.Count < BatchSize) continue;
            if (await SendAsync() is { } trouble) return (count, trouble, kept);
        }

        var last = await SendAsync();
        return (count, last, kept);

        // A point loses what is no longer known before what is known is written again.
        async Task<SinkAnswer?> SendAsync()
        {
            foreach (var part in lost.Chunk(MostRemoved))
            {
                var answer = await sink.RemoveAsync(part, cancellation);
                if (answer is SinkAnswer.Away) return answer;
                if (answer is SinkAnswer.Refused refused) kept = refused.Sentence;
            }

            if (values.Count > 0 && await sink.WriteAsync(values, cancellation) is not SinkAnswer.Taken and var refusal) return refusal;
            count += values.Count;
            lost.Clear();
            values.Clear();
            return null;
        }
    }
}
