using Cer.Domain;
using Cer.Domain.Community;

namespace Cer.Settlement.Months;

/// <summary>A unit's month: energies in micro-kWh, and what is due for it.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Injected">Injected in counted hours.</param>
/// <param name="Shared">Its part of the shared energy.</param>
/// <param name="Incentivised">The part that earns its tariff.</param>
/// <param name="InjectedInRight">Injected in counted hours of its right: the base of the surplus ratio.</param>
/// <param name="Premium">TIP or flat tariff.</param>
/// <param name="Cac">Valorisation contribution; null while its rate is not confirmed.</param>
/// <param name="Advance">The advance; see <see cref="Tariffs.Advance"/>.</param>
public sealed record UnitMonth(
    ProductionUnit Unit,
    long Injected,
    long Shared,
    long Incentivised,
    long InjectedInRight,
    Money Premium,
    Money? Cac,
    Tariffs.Advance Advance);
