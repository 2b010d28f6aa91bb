namespace Cer.Host.Gateway;

/// <summary>Slows down guessing: ten failed log-ins a minute for one account from one address, and no more.</summary>
/// <remarks>
/// Counted by account and address, so that a stranger who guesses cannot lock the owner out. Names that no account
/// has share one count: they are too many to be remembered one by one.
/// </remarks>
internal sealed class LoginGuard(TimeProvider time)
{
    private const int Most = 10;
    private const int MostKeys = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(string, string), Queue<long>> _attempts = [];
    private readonly Lock _gate = new();

    /// <summary>Counts an attempt; false when there were too many.</summary>
    public bool MayTry(string account, string address)
    {
        lock (_gate)
        {
            if (_attempts.Count >= MostKeys) Sweep();
            var key = _attempts.Count < MostKeys || _attempts.ContainsKey((account, address))
                ? (account, address)
                : (account, "");
            if (!_attempts.TryGetValue(key, out var attempts)) _attempts[key] = attempts = new(Most);
            while (attempts.TryPeek(out var oldest) && time.GetElapsedTime(oldest) > Window) attempts.Dequeue();
            if (attempts.Count >= Most) return false;
            attempts.Enqueue(time.GetTimestamp());
            return true;
        }
    }

    /// <summary>Forgets the attempts of one who turned out to know the password.</summary>
    public void Succeeded(string account, string address)
    {
        lock (_gate) _attempts.Remove((account, address));
    }

    private void Sweep()
    {
        foreach (var (key, attempts) in _attempts)
        {
            if (attempts.All(attempt => time.GetElapsedTime(attempt) > Window)) _attempts.Remove(key);
        }
    }
}
