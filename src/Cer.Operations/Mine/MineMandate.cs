using NodaTime;

namespace Cer.Operations.Mine;

/// <summary>A member whose page the person of a session may look at today, by a delegation.</summary>
/// <param name="Id">Its number: worth nothing to anybody else.</param>
/// <param name="Community">Code of the community.</param>
/// <param name="CommunityName">Its name.</param>
/// <param name="Member">Name of the member.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public sealed record MineMandate(
    long Id, string Community, string CommunityName, string Member, LocalDate From, LocalDate To);
