namespace Cer.Operations.Series;

/// <summary>Writes points of series elsewhere; written again, a point is the same.</summary>
public interface ISeriesSink
{
    Task<SinkAnswer> WriteAsync(IReadOnlyList<SeriesPoint> points, CancellationToken cancellation);

    /// <summary>Takes points away whose value is no longer known.</summary>
    Task<SinkAnswer> RemoveAsync(IReadOnlyList<SeriesPoint> points, CancellationToken cancellation);
}
