namespace Cer.Settlement.Dates;

/// <summary>What falls due in the money calendar: Regole Operative pp. 35-43.</summary>
public enum DeadlineKind
{
    /// <summary>The distributor has sent the measures of a month: whoever has none asks for them.</summary>
    Measures,

    /// <summary>GSE has published the advance of a month: its statement is brought in.</summary>
    Advance,

    /// <summary>GSE pays what it published of a month: the bank is looked at.</summary>
    AdvancePaid,

    /// <summary>From here GSE may use standard profiles for hours of a year that are missing.</summary>
    HourlyData,

    /// <summary>GSE has published the balance of a year, month by month.</summary>
    Balance,

    /// <summary>GSE has paid the balance of a year.</summary>
    BalancePaid,

    /// <summary>GSE takes rectified measures into account: twice a year.</summary>
    Recalculation,

    /// <summary>The last day on which a rectification of a month is accepted.</summary>
    LastRectification,
}
