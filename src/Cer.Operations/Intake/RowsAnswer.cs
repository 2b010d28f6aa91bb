using Cer.Exchange.Faults;

namespace Cer.Operations.Intake;

/// <summary>What became of a list of readings: all of it was taken, or nothing.</summary>
public abstract record RowsAnswer
{
    private RowsAnswer()
    {
    }

    public sealed record Refused(FaultList Faults) : RowsAnswer;

    public sealed record Stored(IntakeReceipt Receipt) : RowsAnswer
    {
        /// <summary>How many lines wait for a person.</summary>
        public int Apart { get; init; }
    }
}
