using System.Globalization;
using System.Text;
using Cer.Domain;
using Cer.Operations.Ports;

namespace Cer.Operations.Documents;

/// <summary>The members' month as a table for a spreadsheet of an Italian office: semicolons, a comma before
/// decimals, UTF-8 with a mark.</summary>
internal static class MonthSheet
{
    private static readonly CultureInfo Italian = new("it-IT");

    public static byte[] Of(IEnumerable<MemberMonth> members, IReadOnlyDictionary<string, string> names)
    {
        var text = new StringBuilder(
            "socio;nome;prelevata_kwh;immessa_kwh;condivisa_kwh;tip_euro;cac_euro;eccedenza_euro\r\n");
        foreach (var one in members.OrderBy(member => member.Member, CodePointOrder.Instance))
        {
            text.AppendJoin(
                ';',
                Text(one.Member),
                Text(names.GetValueOrDefault(one.Member, "")),
                Kwh(one.Withdrawn),
                Kwh(one.Injected),
                Kwh(one.Shared),
                Euro(one.Tip),
                Euro(one.Cac),
                Euro(one.Surplus)).Append("\r\n");
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static string Kwh(Energy energy) => energy.KilowattHours.ToString("0.000", Italian);

    /// <summary>Nothing while it is not known: zero would be another thing.</summary>
    private static string Euro(Money? money) => money?.Eur.ToString("0.00", Italian) ?? "";

    /// <summary>What a spreadsheet would take for a formula is made a text.</summary>
    private static string Text(string text)
    {
        var harmless = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;
        return harmless.AsSpan().IndexOfAny(";\"\r\n") < 0
            ? harmless
            : $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
