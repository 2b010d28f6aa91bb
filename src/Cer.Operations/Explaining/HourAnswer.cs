using Cer.Exchange.Faults;

namespace Cer.Operations.Explaining;

/// <summary>What happened in one hour, or why that cannot be told.</summary>
public abstract record HourAnswer
{
    private HourAnswer()
    {
    }

    /// <summary>The hour.</summary>
    public sealed record Made(ExplainedHour Hour) : HourAnswer;

    /// <summary>Its month was not settled.</summary>
    public sealed record NotSettled : HourAnswer;

    /// <summary>The member has no point in the configuration in that month.</summary>
    public sealed record Nothing : HourAnswer;

    /// <summary>The community cannot be settled as it is declared now.</summary>
    public sealed record Refused(FaultList Faults) : HourAnswer;
}
