namespace Cer.Settlement.Watching;

/// <summary>How far the part of the energy that stays in the community has fallen.</summary>
/// <param name="Before">Percent before.</param>
/// <param name="Now">Percent in the days looked at.</param>
/// <param name="Given">Micro-kWh given in them.</param>
/// <param name="Shared">Micro-kWh shared in them.</param>
public sealed record FallenShare(decimal Before, decimal Now, long Given, long Shared);
