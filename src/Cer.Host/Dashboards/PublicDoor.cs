using Cer.Host.Data;
using Cer.Operations.Dashboards;
using Cer.Operations.Ports;

namespace Cer.Host.Dashboards;

/// <summary>
/// Whether the dashboard for everybody is shown: the settings open it, and enough members beside the municipality stand behind its sums.
/// </summary>
/// <remarks>When the settings say nothing it is shown for an invented community alone.</remarks>
internal sealed class PublicDoor(
    Settings settings, IPanelQueries queries, ICommunityStore communities, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private (long At, Task<bool> IsOpen)? _last;

    /// <remarks>One looks for all who ask meanwhile; what it found, a fault too, holds for a while.</remarks>
    public async Task<bool> IsOpenAsync(CancellationToken cancellation)
    {
        if (settings.PublicBoard == false || !queries.IsReady(Audience.Public)) return false;
        Task<bool> look;
        lock (_lock)
        {
            if (_last is not { } last || (last.IsOpen.IsCompleted
                && time.GetElapsedTime(last.At) >= (last.IsOpen.IsCompletedSuccessfully ? Fresh : Pause)))
                _last = last = (time.GetTimestamp(), LookAsync(CancellationToken.None));
            look = last.IsOpen;
        }

        return await look.WaitAsync(cancellation);
    }

    private async Task<bool> LookAsync(CancellationToken cancellation)
    {
        if (settings.PublicBoard is null && (await communities.ListAsync(cancellation)).Any(community => !community.Invented)) return false;
        // Of several communities it could not tell which is meant.
        return await queries.MembersAsync(cancellation) is [>= Cer.Domain.Community.Anonymity.FewestTold];
    }
}
