using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Cer.Operations.Ports;

namespace Cer.Host.Pages;

/// <summary>Draws what is missing in the series of a community: a line, and below it a table.</summary>
internal static class GapsHtml
{
    private const int MostRows = 100;

    public static void Append(StringBuilder page, PageWords words, IReadOnlyList<Gap> gaps)
    {
        if (gaps.Count == 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"soft\">{Safe(words.NoGaps)}</p>");
            return;
        }

        var days = gaps.Select(gap => gap.Day).Distinct().Count();
        var line = string.Format(words.Culture, words.Gaps, gaps.Sum(gap => gap.Missing), days);
        page.Append(CultureInfo.InvariantCulture,
            $"<details><summary>{Safe(line)}</summary><div class=\"wide\" tabindex=\"0\"><table><thead><tr>");
        foreach (var column in words.GapColumns) page.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{Safe(column)}</th>");
        page.Append("</tr></thead><tbody>");
        foreach (var gap in gaps.Reverse().Take(MostRows))
        {
            var day = gap.Day.ToString("d MMMM uuuu", words.Culture);
            page.Append(CultureInfo.InvariantCulture,
                $"<tr><th scope=\"row\">{Safe(day)}</th><td>{gap.Point}</td>"
                + $"<td>{Safe(words.Meters[gap.Meter])}</td><td>{gap.Missing}</td><td>{gap.Expected}</td></tr>");
        }

        page.Append("</tbody></table></div>");
        if (gaps.Count > MostRows)
            page.Append(CultureInfo.InvariantCulture,
                $"<p>{Safe(string.Format(words.Culture, words.MoreGaps, gaps.Count - MostRows))}</p>");
        page.Append("</details>");
    }

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);
}
