using Cer.Domain;
using Cer.Settlement.Watching;

namespace Cer.Operations.Watching;

/// <summary>Months for which GSE told another amount than our settlement makes.</summary>
public static class AnomaliesOfGse
{
    public static IReadOnlyList<Anomaly> Find(IEnumerable<GseMonth> months, AnomalyLimits limits) =>
    [
        .. months
            .Where(month => GseDifference.Find(
                month.Ours.Cents, month.Theirs.Cents, (long)(limits.LeastEuro * 100), limits.GsePercent) is not null)
            .Select(month => new Anomaly(
                AnomalyCheck.Gse,
                month.Month.ToString(),
                month.Month.ToString(),
                MarketHour.StartOf(month.Month.FirstDay),
                [new("ours", month.Ours.Eur, "EUR"), new("theirs", month.Theirs.Eur, "EUR")],
                true)),
    ];
}
