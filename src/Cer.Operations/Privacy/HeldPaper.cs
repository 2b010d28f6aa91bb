using Cer.Operations.Desk;
using NodaTime;

namespace Cer.Operations.Privacy;

/// <summary>The scan of a paper of the member, as the desk keeps it.</summary>
/// <param name="Id">Its number in the community.</param>
/// <param name="IsOfDelegation">Whether it belongs to a delegation; to an act where it does not.</param>
/// <param name="Type">What it is.</param>
/// <param name="Bytes">How large it is.</param>
/// <param name="At">When it was brought.</param>
public sealed record HeldPaper(int Id, bool IsOfDelegation, PaperType Type, int Bytes, Instant At);
