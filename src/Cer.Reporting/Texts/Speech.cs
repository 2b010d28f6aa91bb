using System.Globalization;
using Cer.Domain;
using Cer.Operations.Documents;
using NodaTime;

namespace Cer.Reporting.Texts;

/// <summary>Says numbers, days and sentences in the language of a document; what is null is not known yet.</summary>
public sealed class Speech(DocumentLanguage language)
{
    /// <summary>Between a number and its unit.</summary>
    private const char Tied = '\u00a0';

    /// <summary>After a slash: no line breaks there.</summary>
    private const char Joined = '\u2060';

    private const int LongestName = 80;

    public CultureInfo Culture { get; } = CultureInfo.GetCultureInfo(language == DocumentLanguage.Italian ? "it-IT" : "en-IE");

    /// <summary>The language as HTML names it.</summary>
    public string Code => DocumentWords.Of(language);

    public string Unknown => T("non ancora noto", "not known yet");

    public string T(string italian, string english) => language == DocumentLanguage.Italian ? italian : english;

    public string Number(decimal value, int decimals = 0) =>
        value.ToString(decimals switch { 0 => "N0", 1 => "N1", 2 => "N2", 3 => "N3", _ => "N4" }, Culture);

    public string Count(long value) => value.ToString("N0", Culture);

    /// <summary>kWh with two decimals, without the unit; a dash when it is not known.</summary>
    public string Bare(Energy? energy) => energy is { } known ? Number(known.KilowattHours, 2) : "—";

    public string Kwh(Energy? energy) => energy is { } known ? $"{Bare(known)}{Tied}kWh" : Unknown;

    /// <summary>kWh for the eye: whole ones when there are many.</summary>
    public string RoundKwh(Energy energy) =>
        $"{Number(energy.KilowattHours, energy.KilowattHours is 0 or >= 100 ? 0 : 1)}{Tied}kWh";

    public string Euro(Money? money) => money is { } known ? Euro(known.Eur) : Unknown;

    public string Euro(decimal eur, int decimals = 2) => language == DocumentLanguage.Italian
        ? $"{Number(eur, decimals)}{Tied}€"
        : $"€{Tied}{Number(eur, decimals)}";

    public string PerMwh(decimal eur) => $"{Euro(eur)}/{Joined}MWh";

    /// <summary>A part of a whole, in per cent; a dash when there is no whole.</summary>
    public string Percent(decimal part, decimal whole, int decimals = 1) =>
        whole == 0 ? "—" : $"{Number(100m * part / whole, decimals)}{Tied}%";

    public string Month(YearMonth month) => month.ToString("MMMM yyyy", Culture);

    public string ShortMonth(YearMonth month) => month.ToString("MMM", Culture);

    public string Day(LocalDate day) => day.ToString("d MMMM yyyy", Culture);

    /// <summary>A day within its month, with its weekday: sab 4.</summary>
    public string DayOfMonth(LocalDate day) => day.ToString("ddd d", Culture);

    /// <summary>A name that cannot push anything out of the page.</summary>
    public static string Name(string name)
    {
        var clean = new string([.. name.Select(c => char.IsControl(c) ? ' ' : c)]);
        var letters = new StringInfo(clean);
        return letters.LengthInTextElements <= LongestName
            ? clean
            : letters.SubstringByTextElements(0, LongestName - 1) + "…";
    }
}
