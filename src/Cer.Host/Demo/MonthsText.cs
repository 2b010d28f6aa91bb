using System.Globalization;
using System.Text;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Demo;
using Cer.Operations.Ports;

namespace Cer.Host.Demo;

/// <summary>The month table of a community for a terminal: kWh and euro, right-aligned.</summary>
internal static class MonthsText
{
    private static readonly string[] Heads =
        ["month", "injected kWh", "withdrawn kWh", "shared kWh", "TIP EUR", "CAC EUR", "of TIP surplus", "status"];

    public static string Of(CommunitySummary community, IReadOnlyList<MonthRow> months)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{community.Name} ({community.Code})\n");
        if (months.Count == 0) return text.Append("  no month is settled yet\n").ToString();
        string[][] rows = [Heads, .. months.Select(row => Cells(row.Settled))];
        int[] widths = [.. Enumerable.Range(0, Heads.Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Length - 1; column++)
                text.Append("  ").Append(row[column].PadLeft(widths[column]));
            text.Append("  ").Append(row[^1]).Append('\n');
        }

        string[] invented = [.. months.SelectMany(row => row.RuleIds).Where(DemoRules.IsInvented).Distinct()];
        if (invented.Length > 0)
        {
            text.Append("  INVENTED FOR THE DEMONSTRATION (inventato per la dimostrazione): no figure here is real; rules ")
                .AppendJoin(", ", invented).Append('\n');
        }

        return text.ToString();
    }

    private static string[] Cells(SettledMonth month) =>
    [
        NodaTime.Text.YearMonthPattern.Iso.Format(month.Month),
        Kwh(month.Injected),
        Kwh(month.Withdrawn),
        Kwh(month.Shared),
        Eur(month.Tip),
        Eur(month.Cac),
        Eur(month.Surplus),
        CodeLists.Statuses.Word(month.Status),
    ];

    private static string Kwh(Energy energy) => energy.KilowattHours.ToString("N3", CultureInfo.InvariantCulture);

    private static string Eur(Money? amount) => amount?.Eur.ToString("N2", CultureInfo.InvariantCulture) ?? "unknown";
}
