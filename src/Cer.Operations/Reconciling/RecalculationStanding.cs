namespace Cer.Operations.Reconciling;

/// <summary>Whether a month has a recalculation to take.</summary>
public enum RecalculationStanding
{
    /// <summary>No statement that holds recalculates it.</summary>
    None,

    /// <summary>It was not settled here, or is not closed: it takes other figures by itself.</summary>
    Open,

    /// <summary>All that GSE has advised is accounted.</summary>
    Accounted,

    /// <summary>Nothing says how its money is shared out, or it cannot be settled any more.</summary>
    Unknown,

    /// <summary>It differs, and no settled month is open that would take the difference.</summary>
    NoOpenMonth,

    /// <summary>It differs, and may be taken.</summary>
    ToTake,
}
