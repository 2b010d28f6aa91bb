namespace Cer.Operations.GseRequests;

/// <summary>What a fact of the request is.</summary>
public enum GseRequestKind
{
    Text,

    /// <summary>16 characters or 11 digits, checked.</summary>
    TaxId,

    /// <summary>11 digits, checked.</summary>
    VatNumber,

    /// <summary>ATECO: two to six digits in pairs, such as 84.11.10.</summary>
    Activity,

    Day,

    /// <summary>Degrees in WGS 84, at most seven decimals.</summary>
    Degrees,

    /// <summary>yes or no.</summary>
    Flag,

    /// <summary>One of the words of the field.</summary>
    Choice,

    Email,
}
