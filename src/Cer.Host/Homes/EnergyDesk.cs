using System.Text.Json.Nodes;
using Cer.Messaging.HomeAssistant;
using Cer.Operations.Homes;
using Cer.Operations.Ports;

namespace Cer.Host.Homes;

/// <summary>Proposes what to add to the Energy dashboard, and adds it when somebody has said yes to just that.</summary>
internal sealed class EnergyDesk(HomeClient client)
{
    /// <exception cref="HomeFault">Home Assistant is away, or refuses.</exception>
    public async Task<EnergyProposal> ProposeAsync(CommunityId community, string code, CancellationToken cancellation)
    {
        var preferences = await client.Energy.PreferencesAsync(cancellation);
        var known = (await client.Statistics.ListAsync(cancellation)).Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        return EnergyProposal.Of(preferences, known, HomeNames.SlugOf(code, community), client.Version);
    }

    /// <summary>Adds what was proposed; null when the dashboard is not as it was then any more.</summary>
    /// <exception cref="HomeFault">Home Assistant is away, or refuses.</exception>
    public async Task<EnergyProposal?> ApplyAsync(
        CommunityId community, string code, string fingerprint, CancellationToken cancellation)
    {
        var proposal = await ProposeAsync(community, code, cancellation);
        if (proposal.Fingerprint != fingerprint) return null;
        if (proposal.Added.Count > 0)
        {
            // The list as a whole: lists that are not sent stay as they are.
            await client.Energy.SaveAsync(new JsonObject { ["energy_sources"] = proposal.Sources.DeepClone() }, cancellation);
        }

        return proposal;
    }
}
