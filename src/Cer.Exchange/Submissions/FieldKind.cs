namespace Cer.Exchange.Submissions;

/// <summary>What the values of a field are, which says how each form writes them.</summary>
public enum FieldKind
{
    Text,

    /// <summary>Whole numbers.</summary>
    Count,

    /// <summary>Any decimal number.</summary>
    Number,

    /// <summary>kWh, six decimals.</summary>
    Energy,

    /// <summary>Euro, two decimals.</summary>
    Money,

    /// <summary>A day of the Rome clock.</summary>
    Day,

    /// <summary>An instant, written with the offset of the Rome clock.</summary>
    Time,
}
