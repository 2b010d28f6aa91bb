using System.Globalization;
using System.Text;
using Cer.Domain;
using Cer.Operations.Documents;
using Cer.Reporting.Texts;

namespace Cer.Reporting;

/// <summary>The hours behind a document as a spreadsheet in Italy opens them: semicolons, decimal commas, UTF-8 with its mark.</summary>
/// <remarks>Every hour of the month stands there once: 25 on the day that has 25, told apart by ordinal and UTC.</remarks>
internal static class HoursFile
{
    private static readonly CultureInfo Italian = CultureInfo.GetCultureInfo("it-IT");

    public static byte[] Of(DocumentSubject subject)
    {
        var text = new StringBuilder("\uFEFF");
        var say = new Speech(subject.Language);
        text.Append(say.T(
            "Giorno;Ora n.;Dalle (ora italiana);Inizio (UTC)", "Day;Hour no.;From (Italian time);Start (UTC)"));
        if (subject.Member is { } member) Write(text, say, member);
        else Write(text, say, subject.Facts);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(StringBuilder text, Speech say, MonthFacts facts)
    {
        var made = facts.Hours.Any(hour => hour.Produced is not null);
        if (made) text.Append(say.T(";Prodotta (kWh)", ";Produced (kWh)"));
        text.Append(say.T(
            ";Immessa (kWh);Prelevata (kWh);Condivisa (kWh);TIP (€);Punti mancanti\r\n",
            ";Injected (kWh);Withdrawn (kWh);Shared (kWh);TIP (€);Points missing\r\n"));
        foreach (var hour in facts.Hours)
        {
            Begin(text, hour.Hour);
            if (made) text.Append(';').Append(Kwh(hour.Produced));
            text.Append(Italian, $";{Kwh(hour.Injected)};{Kwh(hour.Withdrawn)};{Kwh(hour.Shared)}")
                .Append(Italian, $";{hour.TipEur?.ToString("0.############", Italian)};{hour.Missing}\r\n");
        }
    }

    private static void Write(StringBuilder text, Speech say, MemberFacts member)
    {
        text.Append(say.T(
            ";Prelevata (kWh);Immessa (kWh);Condivisa (kWh);Punti mancanti\r\n",
            ";Withdrawn (kWh);Injected (kWh);Shared (kWh);Points missing\r\n"));
        foreach (var hour in member.Hours)
        {
            Begin(text, hour.Hour);
            text.Append(Italian, $";{Kwh(hour.Withdrawn)};{Kwh(hour.Injected)};{Kwh(hour.Shared)};{hour.Missing}\r\n");
        }
    }

    private static void Begin(StringBuilder text, MarketHour hour)
    {
        var local = hour.Start.InZone(MarketHour.Rome);
        text.Append(CultureInfo.InvariantCulture, $"{local.Day:00}/{local.Month:00}/{local.Year:0000};{hour.Ordinal}")
            .Append(CultureInfo.InvariantCulture, $";{local.Hour:00}:00;")
            .Append(NodaTime.Text.InstantPattern.General.Format(hour.Start));
    }

    private static string Kwh(Energy? energy) => energy?.KilowattHours.ToString("0.000000", Italian) ?? "";
}
