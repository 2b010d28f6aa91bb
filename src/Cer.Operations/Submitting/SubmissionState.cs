namespace Cer.Operations.Submitting;

/// <summary>How far a package has come: the kind of its last step.</summary>
public enum SubmissionState
{
    /// <summary>Its files are made; nobody has them yet.</summary>
    Prepared,

    /// <summary>A person brought it to the portal, and has no protocol number yet.</summary>
    HandedOver,

    /// <summary>A call was about to be made: it may be there.</summary>
    Sending,

    /// <summary>It was taken, and has no protocol number yet.</summary>
    Sent,

    /// <summary>It was surely not taken; it may be tried again.</summary>
    PutOff,

    /// <summary>No answer came: it may be there.</summary>
    Unanswered,

    /// <summary>It was surely not taken, and somebody must mend something first.</summary>
    Refused,

    /// <summary>It has a protocol number.</summary>
    Received,

    Accepted,

    Rejected,
}
