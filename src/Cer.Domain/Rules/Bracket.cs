namespace Cer.Domain.Rules;

/// <summary>A power bracket of the TIP: up to and including a plant power (kW), with BASE and CAP in EUR/MWh.</summary>
public sealed record Bracket(decimal UpToKw, decimal Base, decimal Cap);
