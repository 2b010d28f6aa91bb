using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Host.Viewing;
using NodaTime.Text;

namespace Cer.Host.Truth;

/// <summary>What stands of an interval, as the interface tells it.</summary>
internal sealed record StandingRow(
    string Start,
    int Minutes,
    string Meter,
    string? Unit,
    decimal? WithdrawnKwh,
    decimal? InjectedKwh,
    decimal? ProducedKwh,
    string Quality)
{
    public static StandingRow Of(Reading one) => new(
        InstantPattern.ExtendedIso.Format(one.Start),
        one.Minutes,
        Asked.Meter(one.Meter),
        one.Unit,
        Kwh(one.Withdrawn),
        Kwh(one.Injected),
        Kwh(one.Produced),
        CodeLists.Qualities.Word(one.Quality));

    private static decimal? Kwh(Energy? energy) => energy is { } known ? known.MicroKilowattHours / 1_000_000m : null;
}
