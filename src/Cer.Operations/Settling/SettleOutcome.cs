using Cer.Exchange.Faults;
using Cer.Settlement;

namespace Cer.Operations.Settling;

/// <summary>How a settlement from files ended.</summary>
public abstract record SettleOutcome
{
    private SettleOutcome()
    {
    }

    /// <summary>Done and written.</summary>
    public sealed record Settled(SettlementResult Result) : SettleOutcome;

    /// <summary>The input is wrong; nothing was written.</summary>
    public sealed record Refused(FaultList Faults) : SettleOutcome;
}
