using NetDaemon.HassModel.Entities;
using NodaTime;

namespace Cer.Apps;

/// <summary>A time of a meter that is still to be read from the recorder, and what came since.</summary>
internal sealed class MissedTime(Meter meter)
{
    private const int MostKept = 4096;

    private readonly Queue<(string Entity, EntityState State)> _kept = new();

    public Meter Meter => meter;

    /// <summary>When it was asked for first and did not come; null before.</summary>
    public Instant? FailedAt { get; set; }

    /// <summary>Whether core was still starting when it did not come.</summary>
    public bool IsStarting { get; set; }

    /// <summary>When it is asked for again.</summary>
    public Instant NextAt { get; set; }

    /// <summary>The states that came meanwhile, in their order.</summary>
    public IReadOnlyCollection<(string Entity, EntityState State)> Kept => _kept;

    /// <summary>Keeps a state; of too many the oldest goes, which the recorder has as well.</summary>
    public void Keep(string entity, EntityState state)
    {
        if (_kept.Count == MostKept) _kept.Dequeue();
        _kept.Enqueue((entity, state));
    }
}
