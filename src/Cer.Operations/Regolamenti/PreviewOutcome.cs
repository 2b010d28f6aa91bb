using Cer.Exchange.Faults;

namespace Cer.Operations.Regolamenti;

/// <summary>What rules that are tried make of past months.</summary>
public abstract record PreviewOutcome
{
    private PreviewOutcome()
    {
    }

    /// <summary>The months, in order.</summary>
    /// <param name="Months">The months.</param>
    /// <param name="Absent">Members that the rules name and that have no point in any of these months.</param>
    public sealed record Made(IReadOnlyList<PreviewMonth> Months, IReadOnlyList<string> Absent) : PreviewOutcome;

    /// <summary>A month was not settled, or none was.</summary>
    public sealed record NotSettled(string Sentence) : PreviewOutcome;

    /// <summary>The rules are wrong, or a formula gives a member no weight.</summary>
    public sealed record Refused(FaultList Faults) : PreviewOutcome;
}
