namespace Cer.Operations.Board;

/// <summary>What somebody did about a doubtful span.</summary>
public enum MendKind
{
    /// <summary>Looked at it and put it away: it is as it should be.</summary>
    Accepted,

    /// <summary>Gave other values.</summary>
    Corrected,

    /// <summary>Filled what lacked with the values proposed.</summary>
    Estimated,
}
