using Cer.Domain;
using Cer.Domain.Metering;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>Which class of readings goes before which, from a day on.</summary>
/// <param name="Id">Number within the community, in the order of decision.</param>
/// <param name="Point">The store's number of the point; null for all points.</param>
/// <param name="From">First market day of the readings it speaks of.</param>
/// <param name="Classes">The classes, the one that goes first at the head.</param>
/// <param name="Reason">Why.</param>
/// <param name="Author">Who decided it.</param>
/// <param name="At">When.</param>
public sealed record Precedence(
    int Id, int? Point, LocalDate From, IReadOnlyList<ReadingClass> Classes, string Reason, string Author, Instant At)
{
    /// <summary>The order that holds where nothing was decided.</summary>
    public static readonly IReadOnlyList<ReadingClass> Usual =
        [ReadingClass.Correction, ReadingClass.Distributor, ReadingClass.Device, ReadingClass.Estimate];

    /// <summary>The start of its first day.</summary>
    public Instant Start => MarketHour.StartOf(From);
}
