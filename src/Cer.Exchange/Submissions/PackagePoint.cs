using Cer.Domain;
using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Exchange.Submissions;

/// <summary>A point of delivery in the month: the span it belongs to the configuration, and its sums.</summary>
/// <param name="Pod">Code of the point.</param>
/// <param name="Voltage">Voltage of the connection.</param>
/// <param name="From">First day in the configuration.</param>
/// <param name="To">Last day in it; open when null.</param>
/// <param name="Injected">Energy given; null when no hour of it is known.</param>
/// <param name="Withdrawn">Energy taken; null when no hour of it is known.</param>
/// <param name="HoursKnown">Hours of which something is known.</param>
/// <param name="Quality">The least certain quality of its hours; null when none is known.</param>
public sealed record PackagePoint(
    string Pod, Voltage Voltage, LocalDate From, LocalDate? To, Energy? Injected, Energy? Withdrawn, int HoursKnown, Quality? Quality)
{
    public bool Covers(LocalDate day) => From <= day && (To is not { } last || day <= last);

    /// <summary>How many hours of a month it is in the configuration.</summary>
    public int HoursIn(MarketMonth month)
    {
        var first = From > month.FirstDay ? From : month.FirstDay;
        var last = To is { } end && end < month.LastDay ? end : month.LastDay;
        return first > last ? 0 : (int)(MarketMonth.HourOf(last.PlusDays(1)) - MarketMonth.HourOf(first));
    }
}
