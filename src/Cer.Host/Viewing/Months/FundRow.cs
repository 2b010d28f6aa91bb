using Cer.Operations.Ports;

namespace Cer.Host.Viewing.Months;

/// <summary>A fund in a month: euro; null is not known.</summary>
internal sealed record FundRow(string Name, decimal? TipEur, decimal? CacEur, decimal? SurplusEur)
{
    public static IReadOnlyList<CsvColumn<FundRow>> Columns { get; } =
    [
        new("Fondo", row => row.Name),
        new("Tariffa premio (EUR)", row => row.TipEur),
        new("Contributo ARERA (EUR)", row => row.CacEur),
        new("Eccedenza (EUR)", row => row.SurplusEur),
    ];

    public static FundRow Of(FundMonth month) => new(month.Fund, month.Tip?.Eur, month.Cac?.Eur, month.Surplus?.Eur);
}
