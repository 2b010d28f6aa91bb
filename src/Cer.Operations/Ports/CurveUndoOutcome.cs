namespace Cer.Operations.Ports;

/// <summary>What became of taking an import back.</summary>
public abstract record CurveUndoOutcome
{
    private CurveUndoOutcome()
    {
    }

    /// <summary>It was taken back.</summary>
    /// <param name="Restored">How many readings became again what they were.</param>
    public sealed record Done(int Restored) : CurveUndoOutcome;

    /// <summary>There is no such import.</summary>
    public sealed record Unknown : CurveUndoOutcome;

    /// <summary>It was taken back before.</summary>
    public sealed record Before : CurveUndoOutcome;

    /// <summary>Other revisions stand on its readings.</summary>
    /// <param name="Later">On how many.</param>
    public sealed record Covered(int Later) : CurveUndoOutcome
    {
        public string Sentence =>
            $"Found {Later} quarters that were changed again after this import, expected none: undo what came later first.";
    }
}
