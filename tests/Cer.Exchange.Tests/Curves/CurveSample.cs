using System.Text;
using Cer.Domain;
using Cer.Exchange.Curves;
using NodaTime;

namespace Cer.Exchange.Tests.Curves;

/// <summary>Files that the tests write.</summary>
internal static class CurveSample
{
    public const string Code = "IT999E00000001";

    public const string EnergyForm = "kWh as 0 or 1,234: a decimal comma, at most six decimals, less than a million";

    public static readonly Pod Point = Pod.Parse(Code, null);
    public static readonly LocalDate March = new(2026, 3, 29);
    public static readonly LocalDate October = new(2026, 10, 25);

    public static readonly string Header =
        "Giorno;" + string.Join(';', Enumerable.Range(0, 96).Select(i => $"{Label(i)}-{Label((i + 1) % 96)}"));

    public static string Label(int quarter) => $"{quarter / 4:00}:{quarter % 4 * 15:00}";

    public static int CountOf(LocalDate day) => MarketHour.Of(day).Count() * 4;

    public static string Day(LocalDate day) => $"{day.Day:00}/{day.Month:00}/{day.Year}";

    /// <summary>A file of rows below the usual beginning.</summary>
    public static string Wide(params string[] rows) => $"POD;{Code}\n{Header}\n{string.Join('\n', rows)}\n";

    public static string Row(string day, int count, string value = "0,250") =>
        $"{day};{string.Join(';', Enumerable.Repeat(value, count))}";

    public static string Flow(string inside, string month = "01/2026") => $"""
        <FlussoMisure CodFlusso="PDO"><DatiPod><Pod>{Code}</Pod><MeseAnno>{month}</MeseAnno>
        {inside}
        </DatiPod></FlussoMisure>
        """;

    public static CurveFile Read(string text, Pod? pod = null) => Read(Encoding.UTF8.GetBytes(text), pod);

    public static CurveFile Read(byte[] bytes, Pod? pod = null) => CurveReader.Read(new MemoryStream(bytes), "curve", pod);

    /// <summary>The faults, a line each.</summary>
    public static string Faults(CurveFile file) => string.Join('\n', file.Faults.Faults);

    public static byte[] Oracle(string name) =>
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "curves", name));
}
