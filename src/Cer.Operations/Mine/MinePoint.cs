using NodaTime;

namespace Cer.Operations.Mine;

/// <summary>A span of days in which a point is the member's.</summary>
/// <param name="Id">The store's number of the point.</param>
/// <param name="Label">The last four characters of its code.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; open when null.</param>
public sealed record MinePoint(int Id, string Label, LocalDate From, LocalDate? To)
{
    public bool Holds(LocalDate day) => From <= day && (To is not { } last || day <= last);
}
