namespace Cer.Host.Gateway;

/// <summary>A body that is in memory, and the room that it takes there.</summary>
internal sealed record TakenBody(ArraySegment<byte> Raw, IDisposable Room) : IDisposable
{
    public void Dispose() => Room.Dispose();
}
