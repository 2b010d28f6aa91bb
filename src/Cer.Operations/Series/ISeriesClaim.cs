using NodaTime;

namespace Cer.Operations.Series;

/// <summary>Days of a community that this node alone writes; disposed without a word, they wait again.</summary>
public interface ISeriesClaim : IAsyncDisposable
{
    int Days { get; }

    /// <summary>The latest value of each point of these days; read once, before the claim ends.</summary>
    IAsyncEnumerable<SeriesPoint> PointsAsync(CancellationToken cancellation);

    /// <summary>They are written. A day that changed meanwhile waits again.</summary>
    Task DoneAsync(CancellationToken cancellation);

    /// <summary>They wait until later.</summary>
    Task PutOffAsync(Duration wait, CancellationToken cancellation);
}
