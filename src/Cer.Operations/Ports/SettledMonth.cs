using Cer.Domain;
using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>A month of a run: energies of the hours counted, money of the units; unknown money is null.</summary>
/// <param name="Month">The month.</param>
/// <param name="Status">How far it can be trusted.</param>
/// <param name="Reasons">Why it is not final.</param>
/// <param name="Injected">Energy given to the grid.</param>
/// <param name="Withdrawn">Energy taken from it.</param>
/// <param name="Shared">Energy shared.</param>
/// <param name="Tip">Incentive of all units, surplus included.</param>
/// <param name="Cac">Contribution for the grid services avoided.</param>
/// <param name="Surplus">The month's part of the year's surplus.</param>
public sealed record SettledMonth(
    YearMonth Month,
    MonthStatus Status,
    IReadOnlyList<string> Reasons,
    Energy Injected,
    Energy Withdrawn,
    Energy Shared,
    Money? Tip,
    Money? Cac,
    Money? Surplus);
