namespace Cer.Operations.Series;

/// <summary>What a sink answered.</summary>
public abstract record SinkAnswer
{
    private SinkAnswer()
    {
    }

    public sealed record Taken : SinkAnswer;

    /// <summary>Not these points: they wait, and others go on.</summary>
    public sealed record Refused(string Sentence) : SinkAnswer;

    /// <summary>Nothing can be written now.</summary>
    /// <param name="Sentence">What was found and what was expected.</param>
    /// <param name="IsLasting">Whether somebody must mend something first.</param>
    public sealed record Away(string Sentence, bool IsLasting) : SinkAnswer
    {
        /// <summary>The HTTP status; 0 when there was no answer.</summary>
        public int Status { get; init; }
    }
}
