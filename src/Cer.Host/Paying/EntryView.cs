using Cer.Host.Viewing;
using Cer.Operations.Paying;
using NodaTime.Text;

namespace Cer.Host.Paying;

/// <summary>An entry of a ledger.</summary>
internal sealed record EntryView(
    long Id,
    string Standing,
    string Month,
    string Kind,
    int? PlantId,
    string? Plant,
    decimal Eur,
    string Day,
    string Source,
    string By,
    string At,
    long? Reverses,
    long? ReversedBy,
    string? Reason)
{
    public static IReadOnlyList<CsvColumn<EntryView>> Columns { get; } =
    [
        new("N.", row => row.Id),
        new("Fonte", row => row.Standing),
        new("Mese di energia", row => row.Month),
        new("Tipo", row => row.Kind),
        new("Impianto", row => row.Plant),
        new("Importo (EUR)", row => row.Eur),
        new("Data", row => row.Day),
        new("Riferimento", row => row.Source),
        new("Inserito da", row => row.By),
        new("Inserito il (UTC)", row => row.At),
        new("Storna la n.", row => row.Reverses),
        new("Stornata dalla n.", row => row.ReversedBy),
        new("Motivo", row => row.Reason),
    ];

    public static EntryView Of(MoneyEntry entry) => new(
        entry.Id,
        entry.What.Standing.Word(),
        YearMonthPattern.Iso.Format(entry.What.Month),
        entry.What.Kind,
        entry.What.Plant,
        entry.PlantCode,
        entry.What.Amount.Eur,
        LocalDatePattern.Iso.Format(entry.What.Day),
        entry.What.Source,
        entry.By,
        InstantPattern.General.Format(entry.At),
        entry.Reverses,
        entry.ReversedBy,
        entry.Reason);
}
