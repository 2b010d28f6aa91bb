using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Domain.Community;

/// <summary>A point of delivery in the configuration, held by one member for a span of Rome days.</summary>
/// <param name="Pod">Code of the point, as the community writes it.</param>
/// <param name="Member">Id of the holder.</param>
/// <param name="Voltage">Voltage of the connection.</param>
/// <param name="From">First day in the configuration.</param>
/// <param name="To">Last day in it; open when null.</param>
public sealed record PodMembership(string Pod, string Member, Voltage Voltage, LocalDate From, LocalDate? To)
{
    public bool Covers(LocalDate day) => From <= day && (To is not { } last || day <= last);
}
