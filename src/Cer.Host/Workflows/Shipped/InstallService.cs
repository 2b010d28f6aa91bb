using Cer.Host.Serve;
using Cer.Operations.Ports;

namespace Cer.Host.Workflows.Shipped;

/// <summary>Gives each community the shipped workflows, also one that comes later; waits while the database is away.</summary>
internal sealed partial class InstallService(
    InstallFlows install, ICommunityStore communities, TimeProvider time, ILogger<InstallService> logger) : RepeatedService(Pause, time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly HashSet<CommunityId> _done = [];

    /// <summary>Looks at the communities that it has not seen yet.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        foreach (var community in await communities.ListAsync(cancellation))
        {
            if (_done.Contains(community.Id)) continue;
            foreach (var sentence in await install.RunAsync(community.Id, ShippedFlows.All, cancellation))
                LogInstalled(community.Id.Value, sentence);
            _done.Add(community.Id);
        }
    }

    protected override Task WorkAsync(CancellationToken cancellation) => LookAsync(cancellation);

    protected override void TellFailure(string reason) => LogFailed(reason);

    [LoggerMessage(LogLevel.Information, "Community {Community}: {Sentence}")]
    private partial void LogInstalled(int community, string sentence);

    [LoggerMessage(LogLevel.Error, "Could not install the shipped workflows ({Reason}); trying again")]
    private partial void LogFailed(string reason);
}
