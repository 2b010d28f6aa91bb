namespace Cer.Exchange.Submissions;

/// <summary>Where a production unit stands in a month.</summary>
public enum UnitState
{
    /// <summary>In service on the first day.</summary>
    InService,

    /// <summary>Its first day is within the month.</summary>
    BegunInMonth,

    /// <summary>Not in service yet.</summary>
    NotYet,
}
