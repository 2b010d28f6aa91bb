using Cer.Exchange.Faults;
using Cer.Settlement.Explaining;

namespace Cer.Operations.Explaining;

/// <summary>Why amounts of a month are what they are, or why that cannot be told.</summary>
public abstract record Explanation
{
    private Explanation()
    {
    }

    /// <summary>The amounts with their parts, of the month's latest run.</summary>
    /// <param name="Run">The run.</param>
    /// <param name="IsOfRun">
    /// Whether the amounts are those of the run; if not, readings, prices or rules changed since and a new run is due.
    /// </param>
    /// <param name="Amounts">The amounts.</param>
    public sealed record Made(long Run, bool IsOfRun, IReadOnlyList<ExplainedAmount> Amounts) : Explanation;

    /// <summary>The month was not settled.</summary>
    public sealed record NotSettled : Explanation;

    /// <summary>The month has no such unit or member, or its amounts are not shared out among members.</summary>
    public sealed record Nothing : Explanation;

    /// <summary>The community cannot be settled as it is declared now.</summary>
    public sealed record Refused(FaultList Faults) : Explanation;
}
