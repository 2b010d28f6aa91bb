namespace Cer.Addon.Tests.Running;

/// <summary>The real time, until what is measured by it is held: a slow machine then lets no window pass.</summary>
internal sealed class HeldClock : TimeProvider
{
    private long _held = long.MinValue;

    public void Hold() => Interlocked.Exchange(ref _held, base.GetTimestamp());

    public override long GetTimestamp() => Interlocked.Read(ref _held) is var held && held != long.MinValue ? held : base.GetTimestamp();
}
