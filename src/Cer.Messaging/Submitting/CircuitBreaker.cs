namespace Cer.Messaging.Submitting;

/// <summary>Keeps calls away from a side that fails: after so many faults in a row none is made for a while, then one on trial.</summary>
public sealed class CircuitBreaker(int faultsToOpen, TimeSpan openFor, TimeProvider time)
{
    private readonly Lock _gate = new();
    private int _faults;
    private long _openedAt;
    private bool _isOpen;
    private bool _isTrying;

    /// <summary>Whether a call may be made now; when not, how long to wait before asking again.</summary>
    public bool MayCall(out TimeSpan wait)
    {
        lock (_gate)
        {
            wait = TimeSpan.Zero;
            if (!_isOpen) return true;
            var left = openFor - time.GetElapsedTime(_openedAt);
            if (left > TimeSpan.Zero || _isTrying)
            {
                wait = left > TimeSpan.Zero ? left : TimeSpan.FromSeconds(1);
                return false;
            }

            _isTrying = true;
            return true;
        }
    }

    /// <summary>The other side answered.</summary>
    public void Succeed()
    {
        lock (_gate) (_faults, _isOpen, _isTrying) = (0, false, false);
    }

    /// <summary>It failed, or did not answer.</summary>
    public void Fail()
    {
        lock (_gate)
        {
            _faults++;
            if (!_isTrying && _faults < faultsToOpen) return;
            (_isOpen, _isTrying, _openedAt) = (true, false, time.GetTimestamp());
        }
    }

    /// <summary>The call that was on trial was given up before it told anything.</summary>
    public void GiveUp()
    {
        lock (_gate) _isTrying = false;
    }
}
