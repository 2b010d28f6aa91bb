using Cer.Domain;

namespace Cer.Operations.Reconciling;

/// <summary>What differs in a month for one reason: all the rows that one cause explains, or one item that nothing explains.</summary>
/// <param name="Month">The month of energy.</param>
/// <param name="Cause">The cause in the first place that explains it; null when none does.</param>
/// <param name="Item">The item, when no cause explains it.</param>
/// <param name="Rows">What differs.</param>
public sealed record Discrepancy(
    MarketMonth Month, RankedCause? Cause, ReconciledItem? Item, IReadOnlyList<ReconciledRow> Rows)
{
    /// <summary>What it amounts to in euro: of the tariff and the contribution, or of the money itself.</summary>
    public decimal Eur => Rows.Where(row => row.Key.Item is not ReconciledItem.PaymentDay && row.Key.Item.Unit() == "EUR")
        .Sum(row => row.Difference ?? 0m);

    public static IReadOnlyList<Discrepancy> Of(ReconciledMonth month) =>
    [
        .. month.Differences.Where(row => row.Cause is not null).GroupBy(row => (row.Cause!.Kind, row.Cause.Point, row.Cause.About))
            .Select(group => new Discrepancy(month.Month, group.First().Cause, null, [.. group]))
            .OrderBy(one => one.Cause!.Kind).ThenBy(one => one.Cause!.Point, StringComparer.Ordinal)
            .ThenBy(one => one.Cause!.About, StringComparer.Ordinal),
        .. month.Differences.Where(row => row.Cause is null).GroupBy(row => row.Key.Item).OrderBy(group => group.Key)
            .Select(group => new Discrepancy(month.Month, null, group.Key, [.. group])),
    ];

    /// <summary>Its name within the month, for an address and an alarm: a point by the store's number.</summary>
    public string KeyOf(IReadOnlyDictionary<string, int> points) => Cause is { } cause
        ? string.Join('.', new[] { cause.Kind.Word(), cause.Point is { } pod
            ? PointKey(points, pod) : Plain(cause.About) }.Where(part => part.Length > 0))
        : $"unexplained.{Item!.Value.Word()}";

    private static string PointKey(IReadOnlyDictionary<string, int> points, string pod) =>
        points.TryGetValue(pod, out var number) ? FormattableString.Invariant($"p{number}") : "other";

    private static string Plain(string about) =>
        string.Concat(about.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));
}
