namespace Cer.Operations.Board;

/// <summary>Whose word a reading is, for the comparison of words.</summary>
public enum BoardSource
{
    /// <summary>A device, a collector or a file of readings.</summary>
    Device,

    /// <summary>The distributor.</summary>
    Distributor,

    /// <summary>A person: a value entered, corrected or estimated.</summary>
    Person,
}
