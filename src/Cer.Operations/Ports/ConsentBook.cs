using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>Which readings of natural persons' points a consent lets be taken in; without the rule, all.</summary>
/// <param name="Required">Whether the community asks for consents.</param>
/// <param name="Holders">Of each point the days on which a natural person holds it, with the number of the member.</param>
/// <param name="Given">Of each member the days for which a consent stands that was not withdrawn.</param>
public sealed record ConsentBook(
    bool Required,
    ILookup<Pod, (int Member, LocalDate From, LocalDate? To)> Holders,
    ILookup<int, (LocalDate From, LocalDate To)> Given)
{
    /// <summary>A community that asks for none.</summary>
    public static readonly ConsentBook Open = new(
        false,
        Array.Empty<(Pod, (int, LocalDate, LocalDate?))>().ToLookup(one => one.Item1, one => one.Item2),
        Array.Empty<(int, (LocalDate, LocalDate))>().ToLookup(one => one.Item1, one => one.Item2));

    /// <summary>Whether a reading of a point that starts at an instant may be taken in.</summary>
    public bool Allows(Pod point, Instant start)
    {
        if (!Required) return true;
        var day = start.InZone(MarketHour.Rome).Date;
        foreach (var (member, from, to) in Holders[point])
        {
            if (from <= day && (to is not { } last || day <= last))
                return Given[member].Any(given => given.From <= day && day <= given.To);
        }

        return true;
    }
}
