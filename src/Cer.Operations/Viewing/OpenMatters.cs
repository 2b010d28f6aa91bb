namespace Cer.Operations.Viewing;

/// <summary>What waits for somebody.</summary>
/// <param name="SilentDevices">Devices that are silent.</param>
/// <param name="Gaps">Days of series that lack readings; null while the first search for them runs.</param>
/// <param name="Quarantined">Lines kept apart.</param>
public sealed record OpenMatters(int SilentDevices, int? Gaps, int Quarantined);
