using System.Globalization;
using System.Text;
using Cer.Domain;
using Cer.Domain.Community;
using Cer.Exchange.Contract;
using Cer.Exchange.Faults;
using Cer.Operations.Ports;
using NodaTime.Text;

namespace Cer.Operations.Regolamenti;

/// <summary>Reads the approved versions that a settlement of some months goes by.</summary>
internal static class StoredRegolamento
{
    /// <param name="store">Where they are.</param>
    /// <param name="community">The community.</param>
    /// <param name="members">Its members.</param>
    /// <param name="first">First month.</param>
    /// <param name="last">Last month.</param>
    /// <param name="faults">Receives what of them does not fit the community any more.</param>
    /// <param name="read">Told the name and the bytes of each version that is used.</param>
    /// <param name="cancellation">Stops the wait.</param>
    public static async Task<IReadOnlyList<DatedDistribution>> ReadAsync(
        IRegolamentoStore store,
        CommunityId community,
        IReadOnlyList<Member> members,
        MarketMonth first,
        MarketMonth last,
        FaultList faults,
        Action<string, byte[]> read,
        CancellationToken cancellation) =>
        Read(await store.ListAsync(community, cancellation), members, first, last, faults, read);

    /// <summary>Of versions that are known, those that a settlement of some months goes by.</summary>
    public static IReadOnlyList<DatedDistribution> Read(
        IEnumerable<RegolamentoVersion> versions,
        IReadOnlyList<Member> members,
        MarketMonth first,
        MarketMonth last,
        FaultList faults,
        Action<string, byte[]> read)
    {
        var inForce = InForce.Of(versions)
            .Select(version => (Version: version, From: new MarketMonth(version.From.Year, version.From.Month)))
            .ToArray();
        var used = new List<DatedDistribution>();
        for (var i = 0; i < inForce.Length; i++)
        {
            var (version, from) = inForce[i];
            if (from > last || (i + 1 < inForce.Length && inForce[i + 1].From <= first)) continue;
            var number = version.Version.ToString(CultureInfo.InvariantCulture);
            var content = Encoding.UTF8.GetBytes(version.Content);
            read($"regolamento/v{number}.json", [.. Encoding.UTF8.GetBytes($"{YearMonthPattern.Iso.Format(version.From)}\n"), .. content]);
            if (RegolamentoText.Read(content, members, faults, $"regolamento v{number}") is { } distribution)
                used.Add(new(version.Version, from, version.Reference, distribution));
        }

        return used;
    }
}
