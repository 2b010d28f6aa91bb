using NodaTime;

namespace Cer.Operations.Auditing;

/// <summary>An entry of a community's audit log.</summary>
/// <param name="Sequence">Its number, from 1 without a gap.</param>
/// <param name="At">When, to the microsecond.</param>
/// <param name="Who">Who did it.</param>
/// <param name="What">What was done, as a word such as submission.prepared or call.</param>
/// <param name="Subject">To what, such as the key of a submission.</param>
/// <param name="Detail">What there is to know of it; files are in it by their SHA-256.</param>
/// <param name="Previous">The hash of the entry before it, 32 bytes; zeros for the first.</param>
/// <param name="Hash">The SHA-256 of its <see cref="ChainBytes" />.</param>
public sealed record ChainEntry(
    long Sequence,
    Instant At,
    string Who,
    string What,
    string Subject,
    string Detail,
    ReadOnlyMemory<byte> Previous,
    ReadOnlyMemory<byte> Hash);
