namespace Cer.Domain.Community;

/// <summary>Who takes the surplus premium, and the fund for it when nobody can.</summary>
public sealed record SurplusRule(Audience Audience, string Otherwise);
