namespace Cer.Exchange.Sheets;

/// <summary>How a workbook shows a number; it keeps all its digits.</summary>
public enum NumberForm
{
    General,

    /// <summary>Whole, without marks between thousands.</summary>
    Count,

    /// <summary>Two decimals.</summary>
    Money,

    /// <summary>Six decimals.</summary>
    Energy,
}
