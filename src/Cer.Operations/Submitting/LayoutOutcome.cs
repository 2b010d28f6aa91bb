using Cer.Exchange.Faults;

namespace Cer.Operations.Submitting;

/// <summary>What came of keeping a layout.</summary>
public abstract record LayoutOutcome
{
    /// <param name="Name">Of the layout.</param>
    /// <param name="Revision">Its number.</param>
    public sealed record Kept(string Name, int Revision) : LayoutOutcome;

    /// <param name="Faults">What is wrong with its words, by line.</param>
    public sealed record Wrong(IReadOnlyList<InputFault> Faults) : LayoutOutcome;

    /// <param name="Sentence">Why it cannot be kept now.</param>
    public sealed record Refused(string Sentence) : LayoutOutcome;
}
