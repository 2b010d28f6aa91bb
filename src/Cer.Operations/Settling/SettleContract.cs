using Cer.Domain;
using Cer.Exchange.Faults;
using Cer.Settlement;

namespace Cer.Operations.Settling;

/// <summary>Settles a community from the files of the contract: reads, checks, computes, writes.</summary>
/// <param name="program">Name and version for the record of the run.</param>
public sealed class SettleContract(string program)
{
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
        return ContractReader.Read(input, from, to, faults, cancellation) is { } material
            ? new SettleOutcome.Settled(Settle(material, program, output, progress, cancellation))
            : new SettleOutcome.Refused(faults);
    }

    internal static SettlementResult Settle(
        SettlementMaterial material,
        string program,
        IContractOutput output,
        IProgress<MarketMonth>? progress,
        CancellationToken cancellation)
    {
        using var writer = new SettlementWriter(output);
        var result = CommunitySettlement.Settle(material.Input, month =>
        {
            cancellation.ThrowIfCancellationRequested();
            writer.Write(month);
            progress?.Report(month.Month);
        });
        writer.Finish(result, new(program, material.Input.Rules.Ids, material.Hashes));
        output.Commit();
        return result;
    }
}
