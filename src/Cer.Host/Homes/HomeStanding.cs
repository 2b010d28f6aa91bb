using System.Collections.Concurrent;

namespace Cer.Host.Homes;

/// <summary>How the ways to Home Assistant stand, for the page, the doctor and the hint.</summary>
internal sealed class HomeStanding
{
    private readonly ConcurrentDictionary<string, string> _hints = new(StringComparer.Ordinal);

    /// <summary>What needs a person, as sentences.</summary>
    public IReadOnlyList<string> Hints => [.. _hints.OrderBy(hint => hint.Key, StringComparer.Ordinal).Select(hint => hint.Value)];

    /// <summary>Tells what is wrong with one thing, or that nothing is any more.</summary>
    public void Tell(string thing, string? hint)
    {
        if (hint is null) _hints.TryRemove(thing, out _);
        else _hints[thing] = hint;
    }
}
