using System.Text;
using Cer.Domain.Metering;
using Cer.Exchange.Faults;
using Cer.Operations.Dashboards;
using Cer.Operations.Importing;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>Declares the invented community, its rules, devices and prices by the doors of real ones.</summary>
public sealed class DemoDeclaration(
    ICommunityStore communities, ImportCommunity contract, ImportPrices prices, IPlaceStore places, ITotalConsents consents)
{
    internal const string Who = "cer demo";

    /// <summary>Declares the community with rules for some years; said again, it changes nothing.</summary>
    internal async Task<CommunityId> DeclareAsync(
        int firstYear, int lastYear, ulong seed, CancellationToken cancellation)
    {
        var faults = new FaultList();
        var years = Enumerable.Range(firstYear, lastYear - firstYear + 1);
        var stored = await contract.RunAsync(
            Magliano.Code,
            Encoding.UTF8.GetBytes(DemoCommunity.Contract),
            [.. years.Select(year => new RuleText(DemoRules.Name(year), DemoRules.Text(year, seed)))],
            Who,
            faults,
            cancellation);
        Expect(faults);
        await communities.SaveDevicesAsync(
            stored!.Community,
            [
                .. Magliano.Points.Select(point => new Device(point.Device, point.Pod)),
                .. Magliano.Points.Where(point => point.Roof is not null)
                    .Select(point => new Device(point.ProductionDevice, point.Pod, MeterRole.Production)),
            ],
            Who,
            cancellation);
        await places.SaveAsync(stored.Community, MaglianoPlaces.Places, Who, cancellation);
        await places.NicknameAsync(stored.Community, MaglianoPlaces.Nicknames, Who, cancellation);
        await AgreeAsync(stored.Community, cancellation);
        return stored.Community;
    }

    /// <summary>Its two private roofs agree to be in what everybody sees, once; who withdrew it is not asked again.</summary>
    private async Task AgreeAsync(CommunityId community, CancellationToken cancellation)
    {
        var known = (await consents.ListAsync(community, cancellation)).Select(given => given.Member).ToHashSet(StringComparer.Ordinal);
        foreach (var member in MaglianoPlaces.Agreeing.Where(member => !known.Contains(member)))
            await consents.GiveAsync(
                community, member, MaglianoPlaces.AgreedFrom, null, "Consenso inventato per la dimostrazione", Who,
                Domain.MarketHour.StartOf(MaglianoPlaces.AgreedFrom), cancellation);
    }

    /// <summary>Takes the prices of days in, the last included.</summary>
    internal async Task PriceAsync(LocalDate first, LocalDate last, ulong seed, CancellationToken cancellation)
    {
        using var file = new MemoryStream(DemoPrices.Xml(first, last, seed));
        Expect((await prices.FromGmeAsync(file, "dimostrazione.xml", cancellation)).Faults);
    }

    private static void Expect(FaultList faults)
    {
        if (faults.IsEmpty) return;
        throw new InvalidOperationException($"Found a fault in the demo's own files, expected none: {faults.Faults[0]}");
    }
}
