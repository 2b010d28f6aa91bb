using Cer.Exchange.Gse;
using Cer.Operations.Ports;

namespace Cer.Operations.Paying;

/// <summary>A line of a statement of GSE beside what was settled here; what is not known on one side is not compared.</summary>
/// <param name="Line">What GSE says.</param>
/// <param name="OwnKwh">Shared energy as settled here; null when the month was not settled.</param>
/// <param name="OwnTip">The tariff as settled here, surplus included.</param>
/// <param name="OwnCac">The contribution as settled here.</param>
/// <param name="Differs">Whether any figure is beyond its tolerance.</param>
public sealed record GseComparison(GseLine Line, decimal? OwnKwh, decimal? OwnTip, decimal? OwnCac, bool Differs)
{
    public decimal? KwhDifference => Line.Kwh - OwnKwh;

    public decimal? TipDifference => Line.Tip - OwnTip;

    public decimal? CacDifference => Line.Cac - OwnCac;

    /// <summary>Whether every figure of the statement has one here.</summary>
    public bool IsKnown => OwnKwh is not null && OwnTip is not null && (Line.Cac is null || OwnCac is not null);

    public decimal LargestEuro => Math.Max(Math.Abs(TipDifference ?? 0m), Math.Abs(CacDifference ?? 0m));

    public static GseComparison Of(GseLine line, SettledMonth? settled, decimal toleranceKwh, decimal toleranceEuro)
    {
        var row = new GseComparison(
            line, settled?.Shared.KilowattHours, settled?.Tip?.Eur, settled?.Cac?.Eur, false);
        return row with
        {
            Differs = Math.Abs(row.KwhDifference ?? 0m) > toleranceKwh || row.LargestEuro > toleranceEuro,
        };
    }
}
