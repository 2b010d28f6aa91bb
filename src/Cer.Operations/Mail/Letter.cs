namespace Cer.Operations.Mail;

/// <summary>A letter to one person.</summary>
/// <param name="Kind">What it is; by it is told whether its reader may do without.</param>
/// <param name="Key">What it is about, such as statement:2026-10:17; a community sends a key once.</param>
/// <param name="To">To whom.</param>
/// <param name="Subject">One line.</param>
/// <param name="Html">Its body as a page.</param>
/// <param name="Text">The same as plain text.</param>
/// <param name="Attachments">What goes with it.</param>
public sealed record Letter(
    LetterKind Kind, string Key, EmailAddress To, string Subject, string Html, string Text, IReadOnlyList<Attachment> Attachments)
{
    /// <summary>Number of the person whose account it is about; null of all others.</summary>
    public int? Person { get; init; }

    /// <summary>Number of the person it is written to, where that one may say not to want it; null of all others.</summary>
    public int? Reader { get; init; }

    /// <summary>Where its reader says so; set when it leaves, null where there is no such place.</summary>
    public Uri? Unsubscribe { get; init; }
}
