namespace Cer.Operations.Ports;

/// <summary>What became of taking a decision back.</summary>
public enum WithdrawOutcome
{
    Done,
    Unknown,
    AlreadyWithdrawn,
    MonthClosed,
}
