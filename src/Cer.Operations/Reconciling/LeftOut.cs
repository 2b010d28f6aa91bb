using Cer.Exchange.Gse;

namespace Cer.Operations.Reconciling;

/// <summary>What a recalculation does not repeat of the statements before it.</summary>
/// <param name="What">The item: tip, cac, surplus, the word of a charge, or the code of a unit.</param>
/// <param name="Eur">What it amounted to, euro.</param>
/// <param name="Stays">Whether it stays as it was; a unit that is left out among others has nothing from then on.</param>
public sealed record LeftOut(string What, decimal Eur, bool Stays)
{
    // What a recalculation nets anew is a sum of the others.
    private static readonly StatementCharge[] Charges =
        [StatementCharge.AdvanceRecovered, StatementCharge.Fee, StatementCharge.Other];

    /// <summary>What one leaves out; nothing of a statement that recalculates nothing, or has none before it.</summary>
    /// <param name="recalculation">The recalculation.</param>
    /// <param name="settlements">The settlements of its month that stand, in their order; itself may be among them.</param>
    public static IReadOnlyList<LeftOut> Of(MonthStatement recalculation, IReadOnlyList<MonthStatement> settlements)
    {
        if (recalculation.Kind != StatementKind.Recalculation) return [];
        MonthStatement[] before = [.. settlements.Where(one => one != recalculation)];
        return
        [
            .. Item("tip", one => one.Premium),
            .. Item("cac", one => one.Cac),
            .. Item("surplus", one => one.Surplus),
            .. Charges.SelectMany(charge => Item(charge.Word(), one => one.Charged(charge))),
            .. Units(),
        ];

        IEnumerable<LeftOut> Item(string what, Func<MonthStatement, decimal?> part) =>
            part(recalculation) is null && before.Select(part).LastOrDefault(told => told is not null) is { } told and not 0m
                ? [new(what, told, true)]
                : [];

        IEnumerable<LeftOut> Units()
        {
            var told = UnitsOf(recalculation);
            return told.Count == 0 || before.Length == 0 ? []
                : UnitsOf(before[^1]).Where(unit => !told.ContainsKey(unit.Key) && unit.Value != 0m)
                    .OrderBy(unit => unit.Key, StringComparer.Ordinal).Select(unit => new LeftOut(unit.Key, unit.Value, false));
        }
    }

    private static Dictionary<string, decimal> UnitsOf(MonthStatement statement) => statement.Lines
        .Where(line => line.Unit is not null && (line.Tip ?? line.Cac) is not null)
        .GroupBy(line => line.Unit!, StringComparer.Ordinal)
        .ToDictionary(unit => unit.Key, unit => unit.Sum(line => (line.Tip ?? 0m) + (line.Cac ?? 0m)), StringComparer.Ordinal);
}
