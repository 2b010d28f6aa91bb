using NodaTime;

namespace Cer.Operations.Mail;

/// <summary>A person of a community who wants no letters of a kind.</summary>
public sealed record UnsubscribedReader(int Person, string Name, LetterKind Kind, ChoiceWay How, Instant At);
