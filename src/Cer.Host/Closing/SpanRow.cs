using Cer.Domain.Codes;
using Cer.Host.Viewing;
using Cer.Operations.Viewing;
using Cer.Settlement.Closing;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Closing;

/// <summary>Hours of a series that are not measured; the point by its number and the last four characters of its code.</summary>
/// <param name="Point">Number of the point.</param>
/// <param name="Label">End of its code.</param>
/// <param name="UnitId">Number of the unit; 0 for what the point withdraws.</param>
/// <param name="Unit">Code of the unit.</param>
/// <param name="From">Start of the first hour.</param>
/// <param name="To">End of the last.</param>
/// <param name="Hours">How many.</param>
/// <param name="Need">What is the matter.</param>
/// <param name="Accepted">What was decided; null while nobody has.</param>
internal sealed record SpanRow(
    int Point, string Label, int UnitId, string? Unit, string From, string To, long Hours, string Need, string? Accepted)
{
    public static IReadOnlyList<CsvColumn<SpanRow>> Columns { get; } =
    [
        new("Punto n.", row => row.Point),
        new("POD (ultimi 4)", row => row.Label),
        new("Unità", row => row.Unit),
        new("Dal (UTC)", row => row.From),
        new("Al (UTC)", row => row.To),
        new("Ore", row => row.Hours),
        new("Che cosa manca", row => row.Need),
        new("Decisione", row => row.Accepted),
    ];

    public static SpanRow Of(NeedySpan span, RegistryNumbers numbers) => new(
        numbers.Points[span.Pod],
        RegistryNumbers.Label(span.Pod),
        span.Unit is { } unit ? numbers.Units[unit] : 0,
        span.Unit,
        Hour(span.From),
        Hour(span.To),
        span.Hours,
        CodeLists.Needs.Word(span.Need),
        span.Accepted is { } kind ? CodeLists.Acceptances.Word(kind) : null);

    private static string Hour(long sinceEpoch) => InstantPattern.General.Format(Instant.FromUnixTimeSeconds(sinceEpoch * 3600));
}
