namespace Cer.Operations.Watching;

/// <summary>What is looked at when anomalies are looked for.</summary>
public enum AnomalyCheck
{
    /// <summary>Photovoltaic units that make little for the sun there was.</summary>
    Production,

    /// <summary>Points that take much more or much less than usual.</summary>
    Consumption,

    /// <summary>Less of what is given stays in the community.</summary>
    SelfConsumption,

    /// <summary>Hours that should be known and are not.</summary>
    MissingData,

    /// <summary>GSE told another amount for a month than our settlement makes.</summary>
    Gse,
}
