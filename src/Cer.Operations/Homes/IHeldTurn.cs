namespace Cer.Operations.Homes;

/// <summary>The turn, held until it is let go, or lost with the connection to the database.</summary>
public interface IHeldTurn : IAsyncDisposable
{
    /// <summary>Makes sure that it is still held; throws what the database says when it is not.</summary>
    Task CheckAsync(CancellationToken cancellation);
}
