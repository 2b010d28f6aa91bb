namespace Cer.Operations.Board;

/// <summary>Where a request for data stands: told from the data each time, so that they answer it by themselves.</summary>
public enum BackfillState
{
    Open,
    Answered,
    Expired,
}
