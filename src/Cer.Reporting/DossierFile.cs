using System.Globalization;
using System.Text;
using Cer.Exchange.Csv;
using Cer.Operations.Reconciling;
using Cer.Reporting.Texts;
using NodaTime.Text;

namespace Cer.Reporting;

/// <summary>The figures of a dossier as a spreadsheet in Italy opens them: semicolons, decimal commas, UTF-8 with its mark.</summary>
internal static class DossierFile
{
    private static readonly CultureInfo Italian = CultureInfo.GetCultureInfo("it-IT");

    public static byte[] Of(DossierSubject subject)
    {
        var say = new Speech(subject.Language);
        var text = new StringBuilder("\uFEFF").Append(say.T(
            "Dossier;Mese;Voce;UP o POD;Unità;Calcolo della comunità;Conto del GSE;Banca;Differenza;Valore con la causa;Residuo;"
                + "Parte di questa causa;Insieme a\r\n",
            "Dossier;Month;Item;UP or POD;Unit;The community's;GSE's;Bank;Difference;Figure under the cause;Residual;"
                + "Part of this cause;Together with\r\n"));
        foreach (var row in subject.Difference.Rows)
        {
            var cause = row.Cause;
            text.AppendJoin(
                ';',
                $"{subject.Number}",
                $"{subject.Difference.Month}",
                DossierTexts.Item(say, row.Key.Item),
                Cell(row.Key.Scope),
                row.Key.Item.Unit(),
                Figure(row, row.Accrued),
                Figure(row, row.Advised),
                Figure(row, row.Received),
                Figure(row, row.Difference),
                Figure(row, cause?.Figure),
                Figure(row, cause?.Residual),
                Figure(row, subject.Difference.PartOf(row)?.Part),
                subject.Difference.PartOf(row) is null ? "" : Cell(Others(say, subject.Difference, row))).Append("\r\n");
            foreach (var hour in row.Hours)
            {
                text.AppendJoin(
                    ';',
                    $"{subject.Number}",
                    $"{subject.Difference.Month}",
                    say.T("Tariffa dell’ora ", "Tariff of the hour ") + InstantPattern.General.Format(hour.Hour.Start),
                    Cell(row.Key.Scope),
                    "EUR/MWh",
                    Tariff(hour.Own),
                    Tariff(hour.Advised),
                    "",
                    Tariff(hour.Advised - hour.Own),
                    "",
                    "",
                    "",
                    "").Append("\r\n");
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>What a statement of others wrote: harmless in a spreadsheet, and within its column.</summary>
    private static string Cell(string text)
    {
        var harmless = FormulaText.Harmless(text);
        return harmless.AsSpan().IndexOfAny(";\"\r\n") < 0
            ? harmless
            : $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Others(Speech say, Discrepancy difference, ReconciledRow row) => string.Join(
        ", ", row.Cause!.Parts.Where(part => part.Name != difference.Cause!.Name).Select(part => DossierTexts.Name(say, part)));

    private static string Tariff(decimal? tariff) => tariff?.ToString("0.00####", Italian) ?? "";

    private static string Figure(ReconciledRow row, decimal? value) => value?.ToString(
        row.Key.Item.Unit() switch { "kWh" => "0.000", "EUR" => "0.00", _ => "0" }, Italian) ?? "";
}
