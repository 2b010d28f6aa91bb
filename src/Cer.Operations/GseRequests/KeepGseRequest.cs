using Cer.Domain;
using Cer.Domain.Community;
using Cer.Operations.Desk;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.GseRequests;

/// <summary>Shows and declares what requests to GSE ask for beside the declaration of the community.</summary>
public sealed class KeepGseRequest(ICommunityStore communities, IGseRequestStore store, TimeProvider time)
{
    /// <summary>Every subject of the community as it is declared now; null when there is no declaration.</summary>
    public async Task<IReadOnlyList<GseRequestSheet>?> SheetsAsync(CommunityId community, CancellationToken cancellation)
    {
        if (await communities.LoadAsync(community, null, cancellation) is not { } definition) return null;
        var entries = (await store.ListAsync(community, cancellation)).ToDictionary(entry => (entry.Subject, entry.Code));
        return
        [
            .. Subjects(definition.Community).Select(one => new GseRequestSheet(
                one.Subject, one.Code, one.Name, entries.GetValueOrDefault((one.Subject, one.Code)))),
        ];
    }

    /// <summary>Declares the facts of a subject; the revision, or null when another came between; or what is wrong.</summary>
    public async Task<(int? Revision, IReadOnlyList<FieldFault> Faults)> RunAsync(
        CommunityId community,
        GseRequestSubject subject,
        string code,
        int seen,
        IReadOnlyDictionary<string, string?> told,
        string who,
        CancellationToken cancellation)
    {
        if (await communities.LoadAsync(community, null, cancellation) is not { } definition
            || !Subjects(definition.Community).Any(one => one.Subject == subject && one.Code == code))
            return (null, [new("code", "unknown", "no such part of the community", "one that is declared")]);
        var facts = new GseRequestFacts(Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(MarketHour.Rome).Date);
        var kept = facts.Read(subject, told);
        return facts.Faults.Count > 0
            ? (null, facts.Faults)
            : (await store.AddAsync(community, subject, code, seen, kept, who, cancellation), []);
    }

    private static IEnumerable<(GseRequestSubject Subject, string Code, string Name)> Subjects(EnergyCommunity community) =>
    [
        (GseRequestSubject.Configuration, GseRequestFields.Whole, community.Name),
        .. community.Units.Select(unit => unit.Plant).Distinct(StringComparer.Ordinal)
            .Select(plant => (GseRequestSubject.Plant, plant, plant)),
        .. community.UnitsByAge().Select(unit => (GseRequestSubject.Unit, unit.Id, unit.Id)),
        .. community.Members.OrderBy(member => member.Id, CodePointOrder.Instance)
            .Select(member => (GseRequestSubject.Member, member.Id, member.Name)),
    ];
}
