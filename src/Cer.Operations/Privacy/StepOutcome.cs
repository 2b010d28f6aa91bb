namespace Cer.Operations.Privacy;

/// <summary>What became of something that was said to a request.</summary>
public enum StepOutcome
{
    Said,
    NoSuchRequest,

    /// <summary>It was withdrawn, or too much was said already.</summary>
    Over,

    /// <summary>Somebody acts for the member, and it takes the member's own will.</summary>
    NotByDelegate,
}
