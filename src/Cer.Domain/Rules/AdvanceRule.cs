using Cer.Domain.Codes;

namespace Cer.Domain.Rules;

/// <summary>Parameters of the monthly advance.</summary>
/// <param name="Alpha">Share that is advanced.</param>
/// <param name="Z">Assumed variable part, EUR/MWh.</param>
/// <param name="Hours">Conventional hours of a year by source and area.</param>
/// <remarks>Source: Regole Operative pp. 35-37, 40-41.</remarks>
public sealed record AdvanceRule(
    decimal Alpha, decimal Z, IReadOnlyDictionary<(EnergySource Source, FcArea Area), decimal> Hours);
