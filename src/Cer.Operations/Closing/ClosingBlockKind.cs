namespace Cer.Operations.Closing;

/// <summary>What keeps a month from being closed.</summary>
public enum ClosingBlockKind
{
    /// <summary>It is not over.</summary>
    NotOver,

    /// <summary>No run was made over it.</summary>
    NotSettled,

    /// <summary>The definition or the rules have faults.</summary>
    Faults,

    /// <summary>Something changed, and it is being settled with that.</summary>
    Pending,

    /// <summary>Its run was made from other readings, prices or rules than there are now.</summary>
    Outdated,

    /// <summary>Hours without a price.</summary>
    Prices,

    /// <summary>Hours of points that are not measured, and that nobody has decided about.</summary>
    Hours,
}
