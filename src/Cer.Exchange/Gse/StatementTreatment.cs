namespace Cer.Exchange.Gse;

/// <summary>How GSE came to the hours of a point.</summary>
public enum StatementTreatment
{
    /// <summary>Validated hourly measures.</summary>
    Hourly,

    /// <summary>Spread by a profile, because hours were not there or not validated: Regole Operative pp. 43-44.</summary>
    Profiled,
}
