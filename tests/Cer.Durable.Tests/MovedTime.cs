namespace Cer.Durable.Tests;

/// <summary>A clock that goes on as all do, and can be put forward.</summary>
internal sealed class MovedTime : TimeProvider
{
    private long _moved;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + new TimeSpan(Volatile.Read(ref _moved));

    public void Forward(TimeSpan by) => Interlocked.Add(ref _moved, by.Ticks);

    /// <summary>Puts the clock to an instant.</summary>
    public void Set(DateTimeOffset at) => Volatile.Write(ref _moved, (at - base.GetUtcNow()).Ticks);
}
