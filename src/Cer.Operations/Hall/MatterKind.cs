namespace Cer.Operations.Hall;

/// <summary>What kind of thing needs a hand.</summary>
public enum MatterKind
{
    /// <summary>Quarter hours that no door brought.</summary>
    Gaps,

    /// <summary>Lines kept apart that wait for a decision.</summary>
    Quarantine,

    /// <summary>Devices that are silent, or told that something is wrong with them.</summary>
    Device,

    /// <summary>Months over that nothing keeps from being closed.</summary>
    MonthReady,

    /// <summary>A month over that something keeps from being closed.</summary>
    MonthHeld,

    /// <summary>Payments that wait for somebody's approval.</summary>
    Approval,

    /// <summary>Months of which GSE tells other amounts, or the bank received others.</summary>
    Difference,

    Alarm,

    /// <summary>What workflows ask of people.</summary>
    Task,

    /// <summary>What members ask of the staff.</summary>
    Request,
}
