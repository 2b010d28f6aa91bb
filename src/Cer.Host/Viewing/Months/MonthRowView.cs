using Cer.Host.Settlements;
using Cer.Operations.Ports;

namespace Cer.Host.Viewing.Months;

/// <summary>A settled month in the list: kWh and euro; null is not known.</summary>
internal record MonthRowView
{
    protected MonthRowView(MonthRow row, int documents)
    {
        Documents = documents;
        var month = MonthView.From(row);
        (Month, Status, State) = (month.Month, month.Status, month.State);
        Reasons = [.. month.Reasons.Select(ReasonView.Of)];
        (InjectedKwh, WithdrawnKwh, SharedKwh) = (month.InjectedKwh, month.WithdrawnKwh, month.SharedKwh);
        (TipEur, CacEur, SurplusEur) = (month.TipEur, month.CacEur, month.SurplusEur);
        (Run, Program, SettledAt, Rules) = (month.Run, month.Program, month.SettledAt, month.Rules);
        Invented = month.Invented;
    }

    public string Month { get; }

    public string Status { get; }

    public string State { get; }

    public ReasonView[] Reasons { get; }

    public decimal InjectedKwh { get; }

    public decimal WithdrawnKwh { get; }

    public decimal SharedKwh { get; }

    public decimal? TipEur { get; }

    public decimal? CacEur { get; }

    public decimal? SurplusEur { get; }

    public long Run { get; }

    public string Program { get; }

    public string SettledAt { get; }

    public IReadOnlyList<string> Rules { get; }

    public bool Invented { get; }

    /// <summary>How many documents of the month the archive holds.</summary>
    public int Documents { get; }

    public static IReadOnlyList<CsvColumn<MonthRowView>> Columns { get; } =
    [
        new("Mese", month => month.Month),
        new("Esito", month => month.Status),
        new("Stato", month => month.State),
        new("Motivi", month => string.Join("; ", month.Reasons.Select(reason => reason.Text))),
        new("Immessa (kWh)", month => month.InjectedKwh),
        new("Prelevata (kWh)", month => month.WithdrawnKwh),
        new("Condivisa (kWh)", month => month.SharedKwh),
        new("Tariffa premio (EUR)", month => month.TipEur),
        new("Contributo ARERA (EUR)", month => month.CacEur),
        new("Eccedenza (EUR)", month => month.SurplusEur),
        new("Calcolo n.", month => month.Run),
        new("Programma", month => month.Program),
        new("Calcolato il (UTC)", month => month.SettledAt),
        new("Regole", month => string.Join(", ", month.Rules)),
        new("Inventato", month => month.Invented),
        new("Documenti", month => month.Documents),
    ];

    public static MonthRowView Of(MonthRow row, int documents) => new(row, documents);
}
