namespace Cer.Operations.Deadlines;

/// <summary>How a deadline stands.</summary>
public enum DeadlineState
{
    /// <summary>It was seen to.</summary>
    Done,

    /// <summary>Its day has passed.</summary>
    Late,

    /// <summary>Its day is within a week.</summary>
    Soon,

    /// <summary>There is time.</summary>
    Open,
}
