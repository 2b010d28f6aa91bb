using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Settlement;

namespace Cer.Operations.Settling;

/// <summary>Writes <c>run.json</c>: what a run was made from, how far its months can be trusted, and its totals.</summary>
internal static class RunJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(Stream stream, SettlementResult result, RunRecord run)
    {
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("program", run.Program);
            Texts(json, "rules", run.Rules);
            json.WriteStartObject("inputs");
            foreach (var (file, hash) in run.Inputs) json.WriteString(file, hash);
            json.WriteEndObject();
            Months(json, result);
            Texts(json, "warnings", result.Warnings);
            Totals(json, result.Totals);
            json.WriteEndObject();
        }

        stream.Write("\n"u8);
    }

    private static void Months(Utf8JsonWriter json, SettlementResult result)
    {
        json.WriteStartArray("months");
        foreach (var month in result.Months)
        {
            json.WriteStartObject();
            json.WriteString("month", month.Month.ToString());
            json.WriteString("status", CodeLists.Statuses.Word(month.Status));
            Texts(json, "reasons", month.Reasons);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Totals(Utf8JsonWriter json, SettlementTotals totals)
    {
        json.WriteStartObject("totals");
        json.WriteString("injected_kwh", Energy(totals.Injected));
        json.WriteString("withdrawn_kwh", Energy(totals.Withdrawn));
        json.WriteString("shared_kwh", Energy(totals.Shared));
        json.WriteString("tip_eur", Amount(totals.Premium));
        if (totals.Cac is { } cac) json.WriteString("cac_eur", Amount(cac));
        else json.WriteNull("cac_eur");
        json.WriteString("surplus_eur", Amount(totals.Surplus));
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static string Amount(Money amount) => amount.Eur.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Energy(Int128 micro) => string.Create(
        CultureInfo.InvariantCulture, $"{(long)(micro / Cer.Domain.Energy.Micro)}.{(long)(micro % Cer.Domain.Energy.Micro):D6}");
}
