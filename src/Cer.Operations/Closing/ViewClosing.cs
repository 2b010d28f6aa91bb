using Cer.Domain;
using Cer.Exchange.Faults;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Operations.Viewing;
using Cer.Settlement.Closing;
using Cer.Settlement.Months;
using NodaTime;

namespace Cer.Operations.Closing;

/// <summary>Looks whether a month may be closed: reads its inputs once, and holds run, readings and decisions together.</summary>
public sealed class ViewClosing(
    StoredContract contract, IClosingStore closing, IRegistryView registry, TimeProvider time)
{
    public async Task<ClosingPage> RunAsync(
        CommunityId community, MarketMonth month, CancellationToken cancellation)
    {
        var key = new YearMonth(month.Year, month.Month);
        var standing = await closing.StandingAsync(community, key, cancellation);
        var acceptances = await closing.AcceptancesAsync(community, key, cancellation);
        var (gate, blocks) = standing is { IsClosed: true }
            ? (null, [])
            : await LookAsync(community, month, standing, acceptances, cancellation);
        var oldest = standing is { IsClosed: false, IsOldestOpen: true };
        var corrections = await closing.CorrectionsAsync(community, cancellation);
        return new()
        {
            Month = month,
            Standing = standing,
            Gate = gate,
            Blocks = blocks,
            History = await closing.HistoryAsync(community, key, cancellation),
            Acceptances = acceptances,
            Corrections = [.. corrections.Where(
                line => line.Corrects == key || line.Month == key || (line.Month is null && oldest))],
            Numbers = await registry.NumbersAsync(community, cancellation),
        };
    }

    private async Task<(ClosingGate? Gate, IReadOnlyList<ClosingBlock> Blocks)> LookAsync(
        CommunityId community,
        MarketMonth month,
        MonthStanding? standing,
        IReadOnlyList<HourAcceptance> acceptances,
        CancellationToken cancellation)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        if (now < MarketHour.StartOf(month.LastDay.PlusDays(1))) return (null, [new(ClosingBlockKind.NotOver)]);
        var blocks = new List<ClosingBlock>();
        if (standing is null) blocks.Add(new(ClosingBlockKind.NotSettled));
        var work = await closing.HasWorkAsync(community, new(month.Year, month.Month), cancellation);
        if (work) blocks.Add(new(ClosingBlockKind.Pending));

        var qualities = new HourQualities();
        var material = await contract.ReadAsync(
            community, month, month, null, null, qualities, new FaultList(), cancellation);
        if (material is null)
        {
            blocks.Add(new(ClosingBlockKind.Faults));
            return (null, blocks);
        }

        if (!work && standing is not null && !IsOf(standing, material, month)) blocks.Add(new(ClosingBlockKind.Outdated));
        if (standing is { LacksPrices: true }) blocks.Add(new(ClosingBlockKind.Prices));
        var gate = ClosingGate.Of(
            material.Input.Community,
            material.Input.Readings,
            month,
            qualities,
            [.. acceptances.Where(acceptance => acceptance.Withdrawn is null).Select(Span)]);
        if (!gate.IsOpen) blocks.Add(new(ClosingBlockKind.Hours, gate.Undecided));
        return (gate, blocks);
    }

    /// <summary>Whether the run stands on these inputs: by their hash, or, of a run over more months, by what they give.</summary>
    private static bool IsOf(MonthStanding standing, SettlementMaterial material, MarketMonth month)
    {
        if (standing.From == standing.To) return material.IsOf(standing.InputSha256);
        var (again, kept) = (new MonthSettler(material.Input).Settle(month), standing.Settled);
        return (kept.Injected.MicroKilowattHours, kept.Withdrawn.MicroKilowattHours, kept.Shared.MicroKilowattHours)
                == (again.Energies.Injected, again.Energies.Withdrawn, again.Energies.Shared)
            && (kept.Status, kept.Tip, kept.Cac) == (again.Status, again.Premium, again.Cac);
    }

    private static AcceptedSpan Span(HourAcceptance acceptance) => new(
        acceptance.Pod,
        acceptance.AllSeries,
        acceptance.Unit,
        acceptance.From.ToUnixTimeSeconds() / 3600,
        acceptance.To.ToUnixTimeSeconds() / 3600,
        acceptance.Kind);
}
