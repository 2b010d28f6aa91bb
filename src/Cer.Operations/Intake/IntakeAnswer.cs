using Cer.Exchange.UrbanDatasets;

namespace Cer.Operations.Intake;

/// <summary>What became of a message: committed before it is said.</summary>
public abstract record IntakeAnswer
{
    private IntakeAnswer()
    {
    }

    /// <summary>Nothing of it is stored; sent again as it is it would be refused again.</summary>
    public sealed record Refused(string Reason) : IntakeAnswer;

    /// <summary>The sender may not use the resource id; nothing of it is stored.</summary>
    public sealed record Foreign(string Reason) : IntakeAnswer;

    /// <summary>A message of the same resource id and time is stored; of this one nothing was.</summary>
    public sealed record AlreadyExists : IntakeAnswer;

    /// <summary>At least one line was taken: stored, repeated or kept apart.</summary>
    public sealed record Taken(IReadOnlyList<LineVerdict> Lines, IntakeReceipt Receipt) : IntakeAnswer;
}
