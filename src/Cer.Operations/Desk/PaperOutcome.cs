namespace Cer.Operations.Desk;

/// <summary>What became of keeping a scan.</summary>
public abstract record PaperOutcome
{
    private PaperOutcome()
    {
    }

    /// <summary>It is kept: now, or since the same bytes were brought for the same.</summary>
    public sealed record Kept(int Id) : PaperOutcome;

    /// <summary>There is no such act or delegation, or it stands on no paper.</summary>
    public sealed record NoOwner : PaperOutcome;

    /// <summary>It is about several members, or about others than the one who was named.</summary>
    public sealed record Whose(int Members) : PaperOutcome;

    /// <summary>It has as many files as it may.</summary>
    public sealed record Many : PaperOutcome;

    /// <summary>All scans of the community take their room.</summary>
    public sealed record Full(long Bytes) : PaperOutcome;
}
