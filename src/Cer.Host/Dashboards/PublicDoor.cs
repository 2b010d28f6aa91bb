using Cer.Host.Data;
using Cer.Operations.Dashboards;
using Cer.Operations.Ports;

namespace Cer.Host.Dashboards;

/// <summary>Whether the dashboard for everybody is shown: the settings open it, and enough members beside the municipality stand behind its sums.</summary>
/// <remarks>When the settings say nothing it is shown for an invented community alone.</remarks>
internal sealed class PublicDoor(
    Settings settings, IPanelQueries queries, ICommunityStore communities, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private (long At, bool IsOpen)? _last;

    public async Task<bool> IsOpenAsync(CancellationToken cancellation)
    {
        if (settings.PublicBoard == false || !queries.IsReady(Audience.Public)) return false;
        lock (_lock)
            if (_last is { } last && time.GetElapsedTime(last.At) < Fresh) return last.IsOpen;
        var isOpen = await LookAsync(cancellation);
        lock (_lock) _last = (time.GetTimestamp(), isOpen);
        return isOpen;
    }

    private async Task<bool> LookAsync(CancellationToken cancellation)
    {
        if (settings.PublicBoard is null && (await communities.ListAsync(cancellation)).Any(community => !community.Invented)) return false;
        // Of several communities it could not tell which is meant.
        return await queries.MembersAsync(cancellation) is [>= Cer.Domain.Community.Anonymity.Fewest];
    }
}
