namespace Cer.Domain.Metering;

/// <summary>What became of a row offered to a grid of readings.</summary>
public enum RowVerdict
{
    Accepted,

    /// <summary>The series has a row with this start already.</summary>
    Duplicate,

    /// <summary>The series has rows of the other length in this hour.</summary>
    MixedMinutes,

    /// <summary>Another row of the point holds its withdrawal for this interval.</summary>
    SecondWithdrawal,

    /// <summary>The rows are spread over more months and points than a run can hold.</summary>
    TooMany,
}
