using Cer.Domain;

namespace Cer.Operations.Viewing;

/// <summary>What a run changed for a unit or a member: the new figure less the old one; money that either does not know is null.</summary>
/// <param name="Unit">Code of the unit; null for a member.</param>
/// <param name="Member">Code of the member; null for a unit.</param>
/// <param name="SharedMicroKwh">Difference in shared energy.</param>
/// <param name="Tip">Difference in the incentive.</param>
/// <param name="Cac">Difference in the contribution.</param>
/// <param name="Surplus">Difference in the surplus; a unit has none of its own.</param>
public sealed record RunChange(
    string? Unit, string? Member, long SharedMicroKwh, Money? Tip, Money? Cac, Money? Surplus);
