using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Exchange.Faults;
using Cer.Operations.GseRequests;
using Cer.Operations.Paying;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Operations.Viewing;
using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>Reads what months are held against, and what they were settled on.</summary>
public sealed class ReadReconciliation(
    StoredContract contract,
    ICommunityStore communities,
    IGseRequestStore requests,
    ViewMoney money,
    IMoneyStore ledger,
    IReadingStore readings,
    IPriceStore prices,
    IStatementStore statements,
    IReconciliationStore kept,
    IRecalculationStore recalculations,
    IRegistryView registry,
    IClosingStore closing,
    TimeProvider time)
{
    /// <summary>The settled months of a year that have a statement or a credit; null when the community has no definition.</summary>
    public async Task<ReconciliationYear?> YearAsync(CommunityId community, int year, CancellationToken cancellation)
    {
        var expected = new List<MoneyYear>();
        foreach (var one in new[] { year - 1, year, year + 1 }.Where(one => one is >= MarketMonth.FirstYear and <= MarketMonth.LastYear))
        {
            if (await money.RunAsync(community, one, cancellation) is not { } known) return null;
            expected.Add(known);
        }

        var (first, last) = (new YearMonth(expected[0].Year, 1), new YearMonth(expected[^1].Year, 12));
        var codes = await CodesAsync(community, cancellation);
        var told = (await statements.StatementsAsync(community, first, last, cancellation))
            .Select(one => one with { Lines = codes?.Ours(one.Lines) ?? one.Lines }).ToLookup(one => one.Month);
        var entries = (await ledger.EntriesAsync(community, Ledger.Incentives, first, last, cancellation))
            .Where(entry => entry.Stands && entry.What.Standing == Standing.Received).ToLookup(entry => entry.What.Month);
        var taken = (await recalculations.TakenAsync(community, first, last, cancellation)).ToLookup(one => one.Corrects);
        var (tolerances, _) = await kept.TolerancesAsync(community, cancellation);
        var rows = expected.SelectMany(one => one.Settled)
            .ToDictionary(row => new MarketMonth(row.Settled.Month.Year, row.Settled.Month.Month));
        var today = Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(MarketHour.Rome).Date;
        var months = rows.Keys.Order()
            .Where(month => told[month].Any() || entries[new(month.Year, month.Month)].Any())
            .ToDictionary(month => month, month => Ground(expected.First(one => one.Year == month.Year), month));
        return new(year, months, rows, await registry.NumbersAsync(community, cancellation));

        MonthGround Ground(MoneyYear known, MarketMonth month) => new()
        {
            Month = month,
            Balance = known.Months.FirstOrDefault(one => one.Expected.Month == month)?.Expected,
            Fees = known.Fees,
            Advised = AdvisedMonth.Of(told[month]),
            Received = [.. entries[new(month.Year, month.Month)].Select(entry =>
                new ReceivedAmount(entry.What.Amount, entry.What.Day))],
            Recalculated = [.. taken[new(month.Year, month.Month)]],
            Today = today,
            Tolerances = tolerances,
        };
    }

    /// <summary>What GSE calls the units, as far as it was declared; null without a definition.</summary>
    public async Task<UnitCodes?> CodesAsync(CommunityId community, CancellationToken cancellation) =>
        await communities.LoadAsync(community, null, cancellation) is { } definition
            ? UnitCodes.Of(definition.Community.Units, await requests.ListAsync(community, cancellation))
            : null;

    /// <summary>What a month was settled on; null when it cannot be settled any more.</summary>
    public async Task<MonthMaterial?> MaterialAsync(CommunityId community, MonthRow row, CancellationToken cancellation)
    {
        var month = new MarketMonth(row.Settled.Month.Year, row.Settled.Month.Month);
        if (await contract.ReadAsync(community, month, month, null, row.Closed, null, new FaultList(), cancellation) is not { } then)
            return null;
        var now = row.Closed is null || row.NewestRunId == row.RunId
            ? null
            : await contract.ReadAsync(community, month, month, null, null, null, new FaultList(), cancellation);
        // What a later month has taken as a correction is settled: the month is worth what it is now.
        var corrected = now is not null && await IsCorrectedAsync(community, row.Settled.Month, cancellation);
        var span = new Interval(MarketHour.StartOf(month.FirstDay), MarketHour.StartOf(month.LastDay.PlusDays(1)));
        var table = new PriceTable();
        foreach (var price in await prices.LatestAsync(Enum.GetValues<MarketZone>(), span, cancellation))
            table.Add(price.Zone, price.Start.ToUnixTimeSeconds() / 900, price.Minutes, price.EurPerMwh);
        var unmeasured = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var reading in readings.AsOfAsync(community, span, corrected ? null : row.Closed?.ReadingsAt, cancellation))
            if (reading.Meter == MeterRole.Exchange && reading.Quality != Quality.Measured) unmeasured.Add(reading.Pod.Code);
        return corrected ? new(now!.Input, null, table, unmeasured) : new(then.Input, now?.Input, table, unmeasured);
    }

    private async Task<bool> IsCorrectedAsync(CommunityId community, YearMonth month, CancellationToken cancellation)
    {
        var lines = (await closing.CorrectionsAsync(community, cancellation))
            .Where(line => line.Corrects == month && !line.IsOfGse).ToArray();
        return lines.Length > 0 && lines.All(line => line.Month is not null);
    }
}
