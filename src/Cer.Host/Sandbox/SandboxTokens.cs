using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Cer.Host.Sandbox;

/// <summary>The tokens that were given; they live in memory and end after ten minutes.</summary>
internal sealed class SandboxTokens(TimeProvider time)
{
    public const int Seconds = 600;

    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _ends = new(StringComparer.Ordinal);

    public string New()
    {
        var now = time.GetUtcNow();
        if (_ends.Count >= Most)
            foreach (var (old, end) in _ends)
                if (end <= now) _ends.TryRemove(old, out _);
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        _ends[token] = now.AddSeconds(Seconds);
        return token;
    }

    public bool IsGood(string? authorization) =>
        authorization is not null && authorization.StartsWith("Bearer ", StringComparison.Ordinal)
        && _ends.TryGetValue(authorization["Bearer ".Length..], out var end) && end > time.GetUtcNow();

    /// <summary>Ends all of them, as a server that was started anew does.</summary>
    public void End() => _ends.Clear();
}
