namespace Cer.Operations.Submitting;

/// <summary>A call that was made, without its secrets.</summary>
/// <param name="Method">Such as POST.</param>
/// <param name="Address">Where to, without a query.</param>
/// <param name="Status">The status of the answer; null when none came.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="SentSha256">Of what was sent, in hexadecimal digits; null where it would hold a secret, or when nothing was.</param>
/// <param name="AnswerSha256">Of the answer; null where it would hold a secret, or when none came.</param>
/// <param name="Problem">What went wrong, as a sentence; null when nothing did.</param>
public sealed record CallNote(
    string Method, string Address, int? Status, long Milliseconds, string? SentSha256, string? AnswerSha256, string? Problem);
