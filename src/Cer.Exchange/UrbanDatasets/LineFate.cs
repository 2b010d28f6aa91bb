namespace Cer.Exchange.UrbanDatasets;

/// <summary>What becomes of one line.</summary>
public enum LineFate
{
    /// <summary>Its reading is good; it may carry warnings.</summary>
    Stored,

    /// <summary>It says again what an earlier line of the message said: ignored.</summary>
    Repeated,

    /// <summary>It cannot be a reading.</summary>
    Refused,

    /// <summary>It may be a reading, but is kept apart until a person decides.</summary>
    Quarantined,
}
