namespace Cer.Host.Tests.Own;

/// <summary>Who is behind a sum: members who took anything, members with a unit that made something; null: not counted yet.</summary>
internal sealed record Behind(
    int? Members = 6, int? Producers = 0, int[]? FewProducers = null, int PointsKnown = 8);
