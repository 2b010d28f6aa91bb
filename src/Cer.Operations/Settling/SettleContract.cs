using System.Globalization;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Domain.Rules;
using Cer.Exchange.Contract;
using Cer.Exchange.Faults;
using Cer.Settlement;

namespace Cer.Operations.Settling;

/// <summary>Settles a community from the files of the contract: reads, checks, computes, writes.</summary>
/// <param name="program">Name and version for the record of the run.</param>
public sealed class SettleContract(string program)
{
    private const int LargestYaml = 64 * 1024 * 1024;

    /// <summary>Runs the settlement.</summary>
    /// <param name="input">The files.</param>
    /// <param name="from">First month; that of the first reading when null.</param>
    /// <param name="to">Last month; that of the last reading when null.</param>
    /// <param name="output">Receives the result when the input is right.</param>
    /// <param name="progress">Told each month that is done.</param>
    /// <param name="cancellation">Stops the run; nothing is written then.</param>
    public SettleOutcome Run(
        ContractInput input,
        MarketMonth? from,
        MarketMonth? to,
        IContractOutput output,
        IProgress<MarketMonth>? progress,
        CancellationToken cancellation)
    {
        var faults = new FaultList();
        if (Read(input, from, to, faults, cancellation) is not { } settlement) return new SettleOutcome.Refused(faults);

        using var writer = new SettlementWriter(output);
        var result = CommunitySettlement.Settle(settlement, month =>
        {
            cancellation.ThrowIfCancellationRequested();
            writer.Write(month);
            progress?.Report(month.Month);
        });
        writer.Finish(result, new(program, settlement.Rules.Ids, input.Hashes));
        output.Commit();
        return new SettleOutcome.Settled(result);
    }

    private static SettlementInput? Read(
        ContractInput input, MarketMonth? from, MarketMonth? to, FaultList faults, CancellationToken cancellation)
    {
        foreach (var name in new[] { CommunityFile.Name, ReadingsFile.Name, PricesFile.Name })
            if (!input.Has(name)) faults.Add(name, 1, "file", "no such file", "the file in the input folder");
        if (!faults.IsEmpty) return null;

        var document = CommunityFile.Read(input.ReadAll(CommunityFile.Name, LargestYaml), faults);
        var rules = ReadRules(input, faults);
        var prices = input.Read(PricesFile.Name, stream => PricesFile.Read(stream, faults, cancellation));
        var grid = document is null ? null : new ReadingGrid(document.Community);
        input.Read(ReadingsFile.Name, stream =>
        {
            ReadingsFile.Read(stream, grid, faults, cancellation);
            return true;
        });
        if (document is null || grid is null) return null;

        var first = from ?? grid.First;
        var last = to ?? grid.Last;
        if (faults.IsEmpty && (first is null || last is null))
            faults.Add(ReadingsFile.Name, 1, "row", "no reading", "a reading, or both --from and --to");
        else if (faults.IsEmpty && first > last)
            faults.Add(ReadingsFile.Name, 1, "start", $"readings that leave the months {first} to {last}", "a first month not after the last");
        if (!faults.IsEmpty) return null;
        CheckGrants(document, rules, first!.Value, last!.Value, faults);
        return faults.IsEmpty ? new(document.Community, rules, grid, prices, first.Value, last.Value) : null;
    }

    private static RuleBook ReadRules(ContractInput input, FaultList faults)
    {
        var files = input.RuleFiles
            .Select(name => RuleFiles.Read(name, input.ReadAll(name, LargestYaml), faults))
            .OfType<RuleFile>();
        return RuleFiles.Compose(files, faults);
    }

    /// <remarks>Source: Regole Operative pp. 15-16: above the limit the tariff cannot be had together with the grant.</remarks>
    private static void CheckGrants(
        CommunityDocument document, RuleBook rules, MarketMonth first, MarketMonth last, FaultList faults)
    {
        var limit = rules.Sets
            .Where((set, i) => set.From <= last.LastDay
                && (i + 1 == rules.Sets.Count || rules.Sets[i + 1].From > first.FirstDay))
            .Min(set => set.Rules.Grant.MaxPercent);
        for (var i = 0; i < document.Community.Units.Count; i++)
        {
            var grant = document.Community.Units[i].GrantPercent;
            if (grant <= limit) continue;
            faults.Add(
                CommunityFile.Name,
                document.GrantLines[i],
                $"plants[{i.ToString(CultureInfo.InvariantCulture)}].grant_percent",
                grant.ToString("0.######", CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"0 to {limit:0.######}: above {limit:0.######} the tariff is not cumulable with the grant"));
        }
    }
}
