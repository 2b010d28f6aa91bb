using System.Globalization;
using Cer.Domain.Codes;
using Cer.Operations.Ports;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Settling;

/// <summary>Compares the rows of two runs over the same months, cell by cell; tells of no point.</summary>
internal static class RunDifferences
{
    /// <summary>What differs in the run itself, its days, months, units and funds.</summary>
    public static IEnumerable<string> OfRun(SettlementRun kept, SettlementRun again)
    {
        // A run that did not keep its days has a hash of another kind.
        if (kept.Days.Count > 0)
        {
            foreach (var one in Compare("inputs", kept.Days, again.Days, day => Day(day.Day), day =>
                [("sha256", Convert.ToHexStringLower(day.Hash.Span)), ("missing_points", day.MissingPoints)])) yield return one;
            foreach (var one in Cells("run", [("input_sha256", Hex(kept))], [("input_sha256", Hex(again))])) yield return one;
        }

        foreach (var one in Cells("run", Run(kept), Run(again))) yield return one;
        foreach (var one in Compare("month", kept.Months, again.Months, month => Month(month.Month), Cells)) yield return one;
        foreach (var one in Compare(
            "unit",
            kept.UnitMonths,
            again.UnitMonths,
            unit => $"{unit.Unit} {Month(unit.Month)}",
            unit => Cells(unit, kept.Days.Count > 0)))
            yield return one;
        foreach (var one in Compare("fund", kept.FundMonths, again.FundMonths, fund => $"{fund.Fund} {Month(fund.Month)}", Cells))
            yield return one;
    }

    public static IEnumerable<string> OfMembers(IEnumerable<MemberMonth> kept, IEnumerable<MemberMonth> again) => Compare(
        "member", kept, again, member => $"{member.Member} {Month(member.Month)}", member =>
        [
            ("withdrawn_ukwh", member.Withdrawn.MicroKilowattHours), ("injected_ukwh", member.Injected.MicroKilowattHours),
            ("shared_ukwh", member.Shared.MicroKilowattHours), ("tip_cents", member.Tip?.Cents), ("cac_cents", member.Cac?.Cents),
            ("surplus_cents", member.Surplus?.Cents),
        ]);

    public static IEnumerable<string> OfHours(IEnumerable<UnitHour> kept, IEnumerable<UnitHour> again) => Compare(
        "hour", kept, again, hour => $"{hour.Unit} {InstantPattern.General.Format(hour.Hour.Start)}", hour =>
        [
            ("injected_ukwh", hour.Injected?.MicroKilowattHours), ("shared_ukwh", hour.Shared.MicroKilowattHours),
            ("incentivised_ukwh", hour.Incentivised.MicroKilowattHours), ("exempt_ukwh", hour.Exempt.MicroKilowattHours),
            ("price_eur_mwh", hour.PriceEurPerMwh), ("tip_eur_mwh", hour.TipEurPerMwh), ("tip_eur", hour.TipEur),
        ]);

    private static IEnumerable<string> Compare<T>(
        string kind, IEnumerable<T> kept, IEnumerable<T> again, Func<T, string> key, Func<T, (string Name, object? Value)[]> cells)
    {
        var found = again.ToDictionary(key, StringComparer.Ordinal);
        foreach (var row in kept)
        {
            if (!found.Remove(key(row), out var same)) yield return $"{kind} {key(row)}: found a row that was kept, expected none";
            else foreach (var one in Cells($"{kind} {key(row)}", cells(row), cells(same))) yield return one;
        }

        foreach (var row in found.Keys.Order(StringComparer.Ordinal)) yield return $"{kind} {row}: found no row, expected one";
    }

    private static IEnumerable<string> Cells(string row, (string Name, object? Value)[] kept, (string Name, object? Value)[] again) =>
        kept.Zip(again).Where(pair => !Equals(pair.First.Value, pair.Second.Value)).Select(pair =>
            $"{row}: {pair.First.Name}: found {Text(pair.First.Value)}, expected {Text(pair.Second.Value)}");

    private static string Text(object? value) =>
        value is null ? "nothing" : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static (string Name, object? Value)[] Run(SettlementRun run) =>
    [
        ("status", CodeLists.Statuses.Word(run.Status)), ("rule_ids", string.Join(' ', run.RuleIds)),
        ("warnings", string.Join("; ", run.Warnings)),
    ];

    private static (string Name, object? Value)[] Cells(SettledMonth month) =>
    [
        ("status", CodeLists.Statuses.Word(month.Status)), ("reasons", string.Join("; ", month.Reasons)),
        ("injected_ukwh", month.Injected.MicroKilowattHours), ("withdrawn_ukwh", month.Withdrawn.MicroKilowattHours),
        ("shared_ukwh", month.Shared.MicroKilowattHours), ("tip_cents", month.Tip?.Cents), ("cac_cents", month.Cac?.Cents),
        ("surplus_cents", month.Surplus?.Cents),
    ];

    private static (string Name, object? Value)[] Cells(UnitMonth unit, bool hasRight) =>
    [
        ("injected_ukwh", unit.Injected.MicroKilowattHours), ("shared_ukwh", unit.Shared.MicroKilowattHours),
        ("incentivised_ukwh", unit.Incentivised.MicroKilowattHours), ("tip_cents", unit.Tip?.Cents), ("cac_cents", unit.Cac?.Cents),
        ("injected_in_right_ukwh", hasRight ? unit.InjectedInRight?.MicroKilowattHours : null),
    ];

    private static (string Name, object? Value)[] Cells(FundMonth fund) =>
        [("tip_cents", fund.Tip?.Cents), ("cac_cents", fund.Cac?.Cents), ("surplus_cents", fund.Surplus?.Cents)];

    private static string Hex(SettlementRun run) => Convert.ToHexStringLower(run.InputHash.Span);

    private static string Day(LocalDate day) => LocalDatePattern.Iso.Format(day);

    private static string Month(YearMonth month) => YearMonthPattern.Iso.Format(month);
}
