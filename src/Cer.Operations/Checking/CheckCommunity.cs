using Cer.Domain;
using Cer.Domain.Community;
using Cer.Exchange.Faults;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Settlement.Checking;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Checking;

/// <summary>What a referent should look at before money is computed: the declaration, and its place among others.</summary>
public sealed class CheckCommunity(ICommunityStore communities, ILegalStore legal, TimeProvider time)
{
    private const string OnePlace = "Regole Operative GSE, pp. 6-7, 18";

    /// <summary>The findings; null when the community has no definition, or one that has faults.</summary>
    public async Task<IReadOnlyList<CheckFinding>?> RunAsync(CommunityId community, CancellationToken cancellation)
    {
        var known = (await communities.ListAsync(cancellation)).FirstOrDefault(one => one.Id == community);
        if (known is null || await communities.LoadAsync(community, null, cancellation) is not { } definition) return null;
        var faults = new FaultList();
        var rules = StoredContract.ReadRules(definition.Rules, faults);
        if (!faults.IsEmpty) return null;
        var today = Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(MarketHour.Rome).Date;
        return
        [
            .. ConfigurationChecks.Of(definition.Community, rules, today),
            .. await ElsewhereAsync(known.Code, definition.Community, cancellation),
            .. await SiblingsAsync(community, definition.Community, cancellation),
        ];
    }

    /// <summary>Points in another configuration too; of its legal community there are none, as they are refused.</summary>
    private async Task<IEnumerable<CheckFinding>> ElsewhereAsync(
        string code, EnergyCommunity declared, CancellationToken cancellation) =>
        (await legal.ElsewhereAsync(code, declared.Pods, cancellation))
            .GroupBy(place => place.Configuration, StringComparer.Ordinal)
            .Select(other => new CheckFinding("pod_elsewhere", other.Key, OnePlace)
            {
                Facts = [new("points", other.Select(place => declared.Pods[place.Place].Pod).Distinct().Count(), "")],
                Words = [LocalDatePattern.Iso.Format(other.Min(place => place.From))],
            });

    /// <summary>One configuration for each primary substation.</summary>
    private async Task<IEnumerable<CheckFinding>> SiblingsAsync(
        CommunityId community, EnergyCommunity declared, CancellationToken cancellation)
    {
        List<CheckFinding> findings = [];
        if (declared.PrimarySubstation is not { } substation || await legal.OfAsync(community, cancellation) is not { } body)
            return findings;
        foreach (var other in body.Configurations.Where(other => other.Id != community))
        {
            if ((await communities.LoadAsync(other.Id, null, cancellation))?.Community.PrimarySubstation == substation)
                findings.Add(new("same_substation", other.Code, "Regole Operative GSE, pp. 6, 16") { Words = [substation] });
        }

        return findings;
    }
}
