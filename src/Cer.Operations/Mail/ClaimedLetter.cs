using Cer.Operations.Ports;

namespace Cer.Operations.Mail;

/// <summary>A letter that one sender holds for a while, so that no other sends it.</summary>
/// <param name="Community">Whose it is.</param>
/// <param name="Id">Its number.</param>
/// <param name="Holder">Who holds it; each claim has a new one.</param>
/// <param name="Attempt">Which attempt this is, of all.</param>
/// <param name="Tries">Which attempt this is since it was put or put again.</param>
/// <param name="Stored">What it says.</param>
public sealed record ClaimedLetter(
    CommunityId Community, long Id, Guid Holder, int Attempt, int Tries, StoredLetter Stored)
{
    /// <summary>Why it is not to be sent; null when it is.</summary>
    public Hindrance? Hindered { get; init; }

    /// <summary>The language of its reader, it or en; null when the letter names none.</summary>
    public string? Language { get; init; }
}
