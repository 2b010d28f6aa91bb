using Cer.Operations.Viewing;
using Cer.Settlement.Detecting;
using NodaTime.Text;

namespace Cer.Host.Viewing;

/// <summary>A gap as the interface tells it: the point by its number and the last four characters of its code.</summary>
internal sealed record GapRow(int Point, string Label, string Meter, string? Unit, string Day, int Missing, int Expected, string? Flow)
{
    public static IReadOnlyList<CsvColumn<GapRow>> Columns { get; } =
    [
        new("Giorno", gap => gap.Day),
        new("Punto n.", gap => gap.Point),
        new("POD (ultimi 4)", gap => gap.Label),
        new("Misuratore", gap => gap.Meter),
        new("Unità", gap => gap.Unit),
        new("Quarti d'ora mancanti", gap => gap.Missing),
        new("Quarti d'ora attesi", gap => gap.Expected),
        new("Direzione mancante", gap => gap.Flow switch { null => null, "injected" => "immessa", _ => "prelevata" }),
    ];

    public static GapRow Of(LabelledGap gap) => new(
        gap.Gap.Point,
        gap.Label,
        Asked.Meter(gap.Gap.Meter),
        gap.Unit,
        LocalDatePattern.Iso.Format(gap.Gap.Day),
        gap.Gap.Missing,
        gap.Gap.Expected,
        gap.Gap.Flow switch
        {
            null => null,
            EnergyFlow.Withdrawn => "withdrawn",
            _ => "injected",
        });
}
