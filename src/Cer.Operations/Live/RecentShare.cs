using Cer.Operations.Ports;

namespace Cer.Operations.Live;

/// <summary>The provisional share as it was a few seconds ago at most: for pages, which many look at together.</summary>
public sealed class RecentShare(ShareNow share, TimeProvider time)
{
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly RecentAnswers<CommunityId, LiveShare?> _answers =
        new(time, Fresh, community => share.RunAsync(community, CancellationToken.None));

    public Task<LiveShare?> RunAsync(CommunityId community, CancellationToken cancellation) =>
        _answers.AskAsync(community, cancellation);
}
