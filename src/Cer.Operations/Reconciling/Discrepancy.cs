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
    /// <summary>
    /// What it amounts to in euro: of the tariff and the contribution, or of the money itself; of two causes its own part.
    /// </summary>
    public decimal Eur => Rows.Where(row => row.Key.Item is not ReconciledItem.PaymentDay && row.Key.Item.Unit() == "EUR")
        .Sum(row => PartOf(row)?.Part ?? row.Difference ?? 0m);

    /// <summary>Whether it explains rows together with another cause alone.</summary>
    public bool IsNeverAlone => Cause is not null && Rows.All(row => PartOf(row) is not null);

    /// <summary>The other causes that explain some of its rows with it.</summary>
    public IEnumerable<CausePart> Others => Rows.SelectMany(row => row.Cause?.Parts ?? [])
        .Where(part => part.Name != Cause?.Name).DistinctBy(part => part.Name);

    public static IReadOnlyList<Discrepancy> Of(ReconciledMonth month) =>
    [
        .. month.Differences.Where(row => row.Cause is not null).SelectMany(row => Named(row.Cause!), (row, cause) =>
            (Row: row, Cause: cause))
            .GroupBy(one => one.Cause.Name)
            // A row that it explains alone says most of it.
            .Select(group => new Discrepancy(
                month.Month,
                group.Select(one => one.Cause).OrderBy(cause => cause.Parts.Count).First(),
                null,
                [.. group.Select(one => one.Row)]))
            .OrderBy(one => one.Cause!.Kind).ThenBy(one => one.Cause!.Point, StringComparer.Ordinal)
            .ThenBy(one => one.Cause!.About, StringComparer.Ordinal),
        .. month.Differences.Where(row => row.Cause is null).GroupBy(row => row.Key.Item).OrderBy(group => group.Key)
            .Select(group => new Discrepancy(month.Month, null, group.Key, [.. group])),
    ];

    /// <summary>The part of a row that is its own, where it has two causes; null where this is the only one.</summary>
    public CausePart? PartOf(ReconciledRow row) =>
        Cause is { } cause ? row.Cause?.Parts.FirstOrDefault(part => part.Name == cause.Name) : null;

    /// <summary>Its name within the month, for an address and an alarm: a point by the store's number.</summary>
    public string KeyOf(IReadOnlyDictionary<string, int> points) => Cause is { } cause
        ? string.Join('.', new[] { cause.Kind.Word(), cause.Point is { } pod
            ? PointKey(points, pod) : Plain(cause.About) }.Where(part => part.Length > 0))
        : $"unexplained.{Item!.Value.Word()}";

    /// <summary>The cause itself, or each of two by its own name.</summary>
    private static IEnumerable<RankedCause> Named(RankedCause cause) => cause.Parts.Count == 0
        ? [cause]
        : cause.Parts.Select(part => cause with { Kind = part.Kind, Point = part.Point, About = part.About, Facts = part.Facts });

    private static string PointKey(IReadOnlyDictionary<string, int> points, string pod) =>
        points.TryGetValue(pod, out var number) ? FormattableString.Invariant($"p{number}") : "other";

    private static string Plain(string about) =>
        string.Concat(about.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));
}
