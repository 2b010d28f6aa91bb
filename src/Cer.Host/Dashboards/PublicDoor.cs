using Cer.Host.Data;
using Cer.Operations;
using Cer.Operations.Dashboards;
using Cer.Operations.Ports;

namespace Cer.Host.Dashboards;

/// <summary>
/// Whether the dashboard for everybody is shown: the settings open it, and enough members beside the municipality stand behind its sums.
/// </summary>
/// <remarks>When the settings say nothing it is shown for an invented community alone.</remarks>
internal sealed class PublicDoor
{
    private readonly Settings _settings;
    private readonly IPanelQueries _queries;
    private readonly ICommunityStore _communities;
    private readonly RecentAnswers<Audience, bool> _open;

    public PublicDoor(Settings settings, IPanelQueries queries, ICommunityStore communities, TimeProvider time)
    {
        (_settings, _queries, _communities) = (settings, queries, communities);
        _open = new(time, TimeSpan.FromMinutes(1), LookAsync);
    }

    public async Task<bool> IsOpenAsync(CancellationToken cancellation) =>
        _settings.PublicBoard != false && _queries.IsReady(Audience.Public) && await _open.AskAsync(Audience.Public, cancellation);

    private async Task<bool> LookAsync(Audience audience)
    {
        if (_settings.PublicBoard is null
            && (await _communities.ListAsync(CancellationToken.None)).Any(community => !community.Invented)) return false;
        // Of several communities it could not tell which is meant.
        return await _queries.MembersAsync(CancellationToken.None) is [>= Cer.Domain.Community.Anonymity.FewestTold];
    }
}
