namespace Cer.Operations.Reconciling;

/// <summary>What came of taking an import back.</summary>
public enum StatementUndo
{
    Done,

    /// <summary>It was taken back before.</summary>
    Before,

    Unknown,

    /// <summary>A recalculation of it was taken: what moved money stays, and is corrected by the next.</summary>
    MovedMoney,
}
