using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>A scan as it is kept, without its bytes.</summary>
/// <param name="Id">Number within the community.</param>
/// <param name="Member">Whose paper it is, by the store's number.</param>
/// <param name="MemberName">Its name, as it was last declared.</param>
/// <param name="Type">What it is.</param>
/// <param name="Bytes">How large it is.</param>
/// <param name="Sha256">Of all its bytes, when it was kept.</param>
/// <param name="IsThere">Whether its bytes are still kept.</param>
/// <param name="Author">Who brought it.</param>
/// <param name="At">When.</param>
/// <param name="RemovedFor">Why it was taken away; null where it was not, or its time is over.</param>
public sealed record KeptPaper(
    int Id, int Member, string MemberName, PaperType Type, int Bytes, byte[] Sha256, bool IsThere, string Author, Instant At,
    string? RemovedFor);
