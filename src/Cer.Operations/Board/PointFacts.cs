using Cer.Domain.Codes;
using Cer.Domain.Community;
using NodaTime;

namespace Cer.Operations.Board;

/// <summary>What the definition says of a point: when it belongs to the configuration, and its units by their numbers.</summary>
public sealed record PointFacts(
    int Point, string Code, IReadOnlyList<PodMembership> Memberships, IReadOnlyList<(int Number, ProductionUnit Unit)> Units)
{
    public Voltage Voltage => Memberships[0].Voltage;

    public bool Covers(LocalDate day)
    {
        foreach (var membership in Memberships)
            if (membership.Covers(day)) return true;
        return false;
    }
}
