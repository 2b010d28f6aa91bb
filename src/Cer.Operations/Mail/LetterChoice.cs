using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Mail;

/// <summary>Whether a person gets letters of an optional kind in a community.</summary>
/// <param name="Community">Where.</param>
/// <param name="Code">The community's code.</param>
/// <param name="CommunityName">How it is called.</param>
/// <param name="Kind">Which letters.</param>
/// <param name="Wants">Whether they come.</param>
/// <param name="At">Since when the person said so; null when it was never said.</param>
public sealed record LetterChoice(
    CommunityId Community, string Code, string CommunityName, LetterKind Kind, bool Wants, Instant? At);
