namespace Cer.Operations.Ports;

/// <summary>Where a run is, and whether it was stored just now.</summary>
public sealed record StoredRun(long Id, bool Added);
