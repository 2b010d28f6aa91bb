namespace Cer.Operations.Mail;

/// <summary>A report that a letter did not arrive.</summary>
/// <param name="MessageIds">The parts before the at sign of the Message-IDs it names; any of them may be ours.</param>
/// <param name="Problem">What it says of the reason, as one sentence.</param>
public sealed record Bounce(IReadOnlyList<string> MessageIds, string Problem)
{
    /// <summary>Whom it names as given up.</summary>
    public IReadOnlyList<FailedRecipient> Failed { get; init; } = [];
}
