using Cer.Host.Workflows;
using Cer.Operations.Homes;
using Cer.Operations.Ports;
using Cer.Workflows.Hosting;

namespace Cer.Host.Homes;

/// <summary>Makes the devices of a community as they are now.</summary>
internal sealed class HomeScene(ReadHomePicture picture, IFlowWatch flows, FlowClock clock, HomeStanding standing)
{
    /// <summary>The devices; none when the community has no definition.</summary>
    public async Task<IReadOnlyList<HomeDevice>> DevicesAsync(CommunitySummary community, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        string[] problems = [.. (await flows.ListAsync(community.Id.Value, cancellation))
            .Where(flow => Pulse.Of(flow, now, HeartbeatService.Grace) is not null).Select(flow => flow.Name).Distinct()];
        return await picture.RunAsync(community.Id, community.Code, problems, cancellation) is { } seen
            ? DescribeHome.Of(seen with { Hints = standing.Hints })
            : [];
    }
}
