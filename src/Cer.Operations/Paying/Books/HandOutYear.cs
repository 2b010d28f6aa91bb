using System.Security.Cryptography;
using Cer.Domain;
using Cer.Operations.Demo;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime;

namespace Cer.Operations.Paying.Books;

/// <summary>The account of a year as the rules ask it of the referent: told, and handed out as workbook, file and papers.</summary>
/// <remarks>Source: Regole Operative p. 17 and 39: what came of the surplus is told to members and to GSE each year.</remarks>
public sealed class HandOutYear(
    IYearStore store, ICommunityStore communities, IRegistryView registry, IYearWriter writer, TimeProvider time)
{
    /// <summary>The account as the books stand; null when there is no such community.</summary>
    public async Task<YearFacts?> FactsAsync(CommunityId community, int year, CancellationToken cancellation)
    {
        if (await communities.LoadAsync(community, null, cancellation) is not { } definition) return null;
        var members = definition.Community.Members.ToDictionary(member => member.Id, StringComparer.Ordinal);
        var numbers = await registry.NumbersAsync(community, cancellation);
        return new()
        {
            Community = definition.Community.Name,
            Substation = definition.Community.PrimarySubstation,
            Invented = definition.Rules.Any(rule => DemoRules.IsInvented(rule.Name)),
            Account = await store.YearAsync(community, year, cancellation),
            // Who is in the declaration no more is called by its code.
            Receivers = numbers.Members.ToDictionary(
                one => one.Value,
                one => members.TryGetValue(one.Key, out var known)
                    ? new YearReceiver(known.Name, known.Category, known.Enterprise)
                    : new(one.Key, null, false)),
        };
    }

    /// <returns>The number of the account; null when there is no such community.</returns>
    public async Task<int?> RunAsync(CommunityId community, int year, string who, CancellationToken cancellation)
    {
        if (await FactsAsync(community, year, cancellation) is not { } facts) return null;
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var workbook = writer.Workbook(facts);
        var hash = SHA256.HashData(workbook);
        return await store.KeepAsync(
            community,
            year,
            async number =>
            {
                var papers = new List<(int? Member, string Html)>();
                foreach (var member in facts.Account.Members.Select(member => (int?)member.Member).Prepend(null))
                    papers.Add((member, await writer.HtmlAsync(new(facts, number, papers.Count + 1, member, hash, now))));
                return new(workbook, writer.Gse(facts, number, now.InZone(MarketHour.Rome).Date), papers);
            },
            who,
            now,
            cancellation);
    }
}
