namespace Cer.Operations.Mail;

/// <summary>A letter as a list shows it.</summary>
public sealed record ListedLetter(LetterStanding Standing, EmailAddress To, string Subject);
