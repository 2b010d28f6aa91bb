namespace Cer.Host.Truth;

/// <summary>A consent to record, one to withdraw, or whether the community asks for them.</summary>
internal sealed record ConsentRequest(
    int? Member, string? From, string? To, string? Evidence, string? Reason, bool? Required);
