using Cer.Operations.Paying;
using Cer.Operations.Ports;

namespace Cer.Operations.Watching;

/// <summary>The months for which GSE told the whole amount, beside what our settlement makes of them.</summary>
/// <remarks>
/// Of a month for which it told an advance alone there is nothing to compare yet; one with an imported statement is reconciled, and
/// has alarms of its own.
/// </remarks>
public sealed class GseFigures(ViewMoney view)
{
    private static readonly string[] Whole = ["complete", "recalculation"];

    /// <summary>Those of this year and the one before.</summary>
    public async Task<IReadOnlyList<GseMonth>> MonthsAsync(CommunityId community, int year, CancellationToken cancellation)
    {
        List<GseMonth> months = [];
        foreach (var one in new[] { year - 1, year })
        {
            if (await view.RunAsync(community, one, cancellation) is not { } money) continue;
            var whole = money.Entries
                .Where(entry => entry is { Stands: true, What.Standing: Standing.Advised } && Whole.Contains(entry.What.Kind))
                .Select(entry => (entry.What.Month.Year, entry.What.Month.Month)).ToHashSet();
            months.AddRange(money.Months
                .Where(month => month is { Accrued: not null, Advised: not null, IsByStatement: false }
                    && whole.Contains((month.Expected.Month.Year, month.Expected.Month.Month)))
                .Select(month => new GseMonth(month.Expected.Month, month.Accrued!.Value, month.Advised!.Value)));
        }

        return months;
    }
}
