using System.Globalization;
using Cer.Operations.Watching;
using NodaTime.Text;

namespace Cer.Host.Blocks.Watch;

/// <summary>How anomalies are called, and one sentence about each in Italian, with its figures and their units.</summary>
internal static class AnomalyWords
{
    private static readonly CultureInfo Italian = CultureInfo.GetCultureInfo("it-IT");

    private static readonly (AnomalyCheck Check, string Word, string Kind)[] All =
    [
        (AnomalyCheck.Production, "production", "production_low"),
        (AnomalyCheck.Consumption, "consumption", "consumption_odd"),
        (AnomalyCheck.SelfConsumption, "self-consumption", "self_consumption_falling"),
        (AnomalyCheck.MissingData, "missing-data", "data_missing"),
        (AnomalyCheck.Gse, "gse", "gse_difference"),
    ];

    public static IEnumerable<string> Words => All.Select(one => one.Word);

    public static AnomalyCheck? Check(string? word) =>
        Array.FindIndex(All, one => one.Word == word) is >= 0 and var found ? All[found].Check : null;

    public static string Kind(AnomalyCheck check) => Array.Find(All, one => one.Check == check).Kind;

    public static string Title(Anomaly anomaly) => anomaly.Check switch
    {
        AnomalyCheck.Production => $"Produzione bassa: {anomaly.Place}",
        AnomalyCheck.Consumption when anomaly.Way == "high" => $"Consumo più alto del solito: {anomaly.Place}",
        AnomalyCheck.Consumption => $"Consumo molto più basso del solito: {anomaly.Place}",
        AnomalyCheck.SelfConsumption => "Autoconsumo in calo nella comunità",
        AnomalyCheck.MissingData => $"Dati mancanti: {anomaly.Place}",
        _ => $"Differenza con i dati del GSE: {anomaly.Place}",
    };

    public static string Text(Anomaly anomaly) => anomaly.Check switch
    {
        AnomalyCheck.Production => $"Dal {Day(anomaly)} ha prodotto {Said(anomaly, "made")}, a fronte di "
            + $"{Said(anomaly, "expected")} attesi con il sole di quei giorni.{Guessed(anomaly)}",
        AnomalyCheck.Consumption => $"Dal {Day(anomaly)} ha prelevato {Said(anomaly, "used")}, di solito "
            + $"{Said(anomaly, "usual")} negli stessi giorni della settimana.{Guessed(anomaly)}",
        AnomalyCheck.SelfConsumption => $"Dell'energia immessa dal {Day(anomaly)} è condiviso il {Said(anomaly, "now")}, prima il "
            + $"{Said(anomaly, "before")} ({Said(anomaly, "shared")} su {Said(anomaly, "given")}).{Guessed(anomaly)}",
        AnomalyCheck.MissingData =>
            $"Mancano {Said(anomaly, "missing")} su {Said(anomaly, "due")} attese; la prima è del {Day(anomaly)}.",
        _ => $"Per il mese {anomaly.Place} il GSE ha comunicato {Said(anomaly, "theirs")}, il nostro calcolo dà "
            + $"{Said(anomaly, "ours")}.",
    };

    private static string Said(Anomaly anomaly, string name)
    {
        var figure = anomaly.Figures.First(figure => figure.Name == name);
        return figure.Unit == "h" ? $"{figure.Value.ToString("N0", Italian)} ore"
            : figure.Unit == "EUR" ? $"{figure.Value.ToString("N2", Italian)} €"
            : figure.Unit == "%" ? $"{figure.Value.ToString("N1", Italian)} %"
            : $"{figure.Value.ToString("N1", Italian)} {figure.Unit}";
    }

    private static string Guessed(Anomaly anomaly) => anomaly.IsMeasured ? "" : " Parte dei valori non è misurata ma stimata.";

    private static string Day(Anomaly anomaly) =>
        LocalDatePattern.CreateWithInvariantCulture("d/M/uuuu").Format(anomaly.Since.InZone(Domain.MarketHour.Rome).Date);
}
