using Cer.Domain;
using Cer.Exchange.Faults;
using Cer.Operations.Ports;
using Cer.Settlement;
using NodaTime;

namespace Cer.Operations.Settling;

/// <summary>Settles months of a stored community and keeps the run; equal inputs find the run that was kept before.</summary>
/// <param name="contract">Reads the community as the files of the contract.</param>
/// <param name="runs">Keeps the run.</param>
/// <param name="communities">Tells the version of the definition.</param>
/// <param name="time">The clock.</param>
/// <param name="program">Name and version of the program.</param>
public sealed class SettleStored(
    StoredContract contract, IRunStore runs, ICommunityStore communities, TimeProvider time, string program)
{
    /// <summary>Settles, keeps the run, and writes the folder when one is wanted.</summary>
    /// <param name="community">The community.</param>
    /// <param name="from">First month; that of the first reading when null.</param>
    /// <param name="to">Last month; that of the last reading when null.</param>
    /// <param name="output">Receives the files of the contract, when they are wanted.</param>
    /// <param name="who">Who asked.</param>
    /// <param name="progress">Told each month that is done.</param>
    /// <param name="cancellation">Stops the run; nothing is kept or written then.</param>
    public async Task<SettleOutcome> RunAsync(
        CommunityId community,
        MarketMonth? from,
        MarketMonth? to,
        IContractOutput? output,
        string who,
        IProgress<MarketMonth>? progress,
        CancellationToken cancellation)
    {
        var faults = new FaultList();
        var version = (await communities.ListAsync(cancellation)).Single(known => known.Id == community).Version;
        var material = await contract.ReadAsync(community, from, to, null, faults, cancellation);
        if (material is null) return new SettleOutcome.Refused(faults);

        var hours = new List<UnitHour>();
        using var writer = output is null ? null : new SettlementWriter(output);
        var result = Distributed.Try(faults, () => CommunitySettlement.Settle(material.Input, month =>
        {
            cancellation.ThrowIfCancellationRequested();
            writer?.Write(month);
            hours.AddRange(RunRows.Hours(month));
            progress?.Report(month.Month);
        }));
        if (result is null) return new SettleOutcome.Refused(faults);
        writer?.Finish(result, new(program, material.Input.Rules.Ids, material.Hashes));
        await runs.StoreAsync(
            new()
            {
                Community = community,
                DefinitionVersion = version,
                From = Month(material.Input.From),
                To = Month(material.Input.To),
                RuleIds = material.Input.Rules.Ids,
                InputHash = material.InputHash(),
                Program = program,
                Who = who,
                When = Instant.FromDateTimeOffset(time.GetUtcNow()),
                Warnings = result.Warnings,
                Months = RunRows.Months(result),
                UnitHours = hours,
                UnitMonths = RunRows.Units(result),
                MemberMonths = RunRows.Members(result),
                FundMonths = RunRows.Funds(result),
            },
            cancellation);
        output?.Commit();
        return new SettleOutcome.Settled(result);
    }

    private static YearMonth Month(MarketMonth month) => new(month.Year, month.Month);
}
