namespace Cer.Operations.Board;

/// <summary>The order in which findings are shown: by what they may be worth, what nobody can tell last.</summary>
public static class BoardOrder
{
    public static IReadOnlyList<BoardFinding> Rank(IEnumerable<BoardFinding> findings) =>
    [
        .. findings.OrderByDescending(finding => finding.Eur ?? -1m)
            .ThenByDescending(finding => finding.Amount ?? -1)
            .ThenBy(finding => finding.From)
            .ThenBy(finding => finding.Series.Point)
            .ThenBy(finding => finding.Kind),
    ];
}
