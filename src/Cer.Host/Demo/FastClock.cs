namespace Cer.Host.Demo;

/// <summary>A clock that shows the time of another until it is told to run faster, from a moment of choice.</summary>
internal sealed class FastClock(TimeProvider time) : TimeProvider
{
    public const int MostSpeed = 3600;

    private DateTimeOffset _from;
    private DateTimeOffset _shown;
    private int _speed = 1;

    public override DateTimeOffset GetUtcNow() => _speed == 1 ? time.GetUtcNow() : _shown + ((time.GetUtcNow() - _from) * _speed);

    public void Run(int speed, DateTimeOffset shown) => (_from, _shown, _speed) = (time.GetUtcNow(), shown, speed);
}
