using Cer.Domain;
using Cer.Settlement.Watching;
using NodaTime.Text;

namespace Cer.Operations.Watching;

/// <summary>Months of which GSE tells other energy than our settlement.</summary>
public static class AnomaliesOfGse
{
    public static IReadOnlyList<Anomaly> Find(IEnumerable<GseMonth> months, AnomalyLimits limits) =>
    [
        .. months
            .Where(month => GseDifference.Find(
                month.Ours, month.Theirs, (long)(limits.LeastKwh * Energy.Micro), limits.GsePercent) is not null)
            .Select(month => (Month: month, Name: YearMonthPattern.Iso.Format(month.Month.FirstDay.ToYearMonth())))
            .Select(one => new Anomaly(
                AnomalyCheck.Gse,
                one.Name,
                one.Name,
                MarketHour.StartOf(one.Month.Month.FirstDay),
                [
                    new("ours", one.Month.Ours / (decimal)Energy.Micro, "kWh"),
                    new("theirs", one.Month.Theirs / (decimal)Energy.Micro, "kWh"),
                ],
                true)),
    ];
}
