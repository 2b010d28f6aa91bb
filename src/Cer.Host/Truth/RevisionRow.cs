using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Host.Viewing;
using Cer.Operations.Ports;
using NodaTime.Text;

namespace Cer.Host.Truth;

/// <summary>One revision of an interval as the interface tells it; what a person or a file wrote has no codes of points.</summary>
internal sealed record RevisionRow(
    string Start,
    int Minutes,
    string Meter,
    string? Unit,
    int Revision,
    string Class,
    string Source,
    string Quality,
    decimal? WithdrawnKwh,
    decimal? InjectedKwh,
    decimal? ProducedKwh,
    string ReceivedAt,
    string? Who,
    string? Device,
    long? Message,
    long? Import,
    string? Reason,
    bool Effective,
    bool TakesBack)
{
    public static IReadOnlyList<CsvColumn<RevisionRow>> Columns { get; } =
    [
        new("Inizio", row => row.Start),
        new("Minuti", row => row.Minutes),
        new("Misuratore", row => row.Meter),
        new("Unità", row => row.Unit),
        new("Revisione", row => row.Revision),
        new("Classe", row => row.Class),
        new("Fonte", row => row.Source),
        new("Qualità", row => row.Quality),
        new("Prelevata (kWh)", row => row.WithdrawnKwh),
        new("Immessa (kWh)", row => row.InjectedKwh),
        new("Prodotta (kWh)", row => row.ProducedKwh),
        new("Ricevuta", row => row.ReceivedAt),
        new("Da chi", row => row.Who),
        new("Dispositivo", row => row.Device),
        new("Messaggio n.", row => row.Message),
        new("Importazione n.", row => row.Import),
        new("Motivo", row => row.Reason),
        new("Vale", row => row.Effective),
        new("Ritira", row => row.TakesBack),
    ];

    public static RevisionRow Of(ReadingRevision one) => new(
        InstantPattern.ExtendedIso.Format(one.Reading.Start),
        one.Reading.Minutes,
        Asked.Meter(one.Reading.Meter),
        one.Reading.Unit,
        one.Revision,
        Lower(one.Class),
        Lower(one.Source),
        CodeLists.Qualities.Word(one.Quality),
        Kwh(one.Withdrawn),
        Kwh(one.Injected),
        Kwh(one.Produced),
        InstantPattern.ExtendedIso.Format(one.ReceivedAt),
        Masked(one.Who),
        Masked(one.Device),
        one.Message,
        one.Import,
        Masked(one.Reason),
        one.IsEffective,
        one.TakesBack);

    private static string Lower<T>(T word)
        where T : struct, Enum => word.ToString().ToLowerInvariant();

    private static string? Masked(string? text) => text is null ? null : PodMask.Of(text);

    private static decimal? Kwh(Energy? energy) => energy is { } known ? known.MicroKilowattHours / 1_000_000m : null;
}
