namespace Cer.Domain.Metering;

/// <summary>What a reading is among several of one interval, the least trusted first.</summary>
public enum ReadingClass
{
    /// <summary>Nobody measured it, whoever says it.</summary>
    Estimate = 1,

    /// <summary>What a device or a file of readings told.</summary>
    Device,

    /// <summary>What the distributor has validated.</summary>
    Distributor,

    /// <summary>A person has corrected it, with a reason.</summary>
    Correction,
}
