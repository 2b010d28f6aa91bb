namespace Cer.Operations.Homes;

/// <summary>What Home Assistant may make of an entity's numbers over time: its state class.</summary>
/// <remarks>
/// A sum that begins anew is a total with the moment of its beginning: a register that only grows would take each
/// correction downwards for a new meter. Source: the developers' manual, sensor entities, long-term statistics.
/// </remarks>
public enum HomeSum
{
    None,

    /// <summary>A value of the moment.</summary>
    Measurement,

    /// <summary>A sum since midnight in Rome, which a correction may lower.</summary>
    TotalOfDay,

    /// <summary>A sum since the first of the month.</summary>
    TotalOfMonth,

    /// <summary>A register of a meter.</summary>
    Register,
}
