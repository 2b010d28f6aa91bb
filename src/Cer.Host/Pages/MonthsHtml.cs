using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Ports;

namespace Cer.Host.Pages;

/// <summary>Draws the month tables as one page without scripts.</summary>
internal static class MonthsHtml
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#17324d;--soft:#5a6f86;--line:#c5cfda;--ground:#fff;--accent:#06c}
        @media (prefers-color-scheme:dark){:root{--ink:#e6edf5;--soft:#a9b9ca;--line:#3a4a5c;--ground:#10202f;--accent:#7ab8ff}}
        body{font:1rem/1.5 "Titillium Web",system-ui,sans-serif;color:var(--ink);background:var(--ground);
          margin:0 auto;padding:1.5rem;max-width:78rem}
        h1{font-size:1.6rem;margin:.2rem 0}h2{font-size:1.2rem;margin:2rem 0 .5rem}
        p{max-width:48rem}.soft{color:var(--soft)}a{color:var(--accent)}
        .wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
        th,td{padding:.5rem .7rem;border-bottom:1px solid var(--line);text-align:right;vertical-align:top;white-space:nowrap}
        th:nth-child(-n+3),td:nth-child(-n+3){text-align:left}thead th{white-space:normal;font-weight:600}
        small{display:block;color:var(--soft);white-space:normal;min-width:12rem}
        .status::before{content:"";display:inline-block;width:.6rem;height:.6rem;border-radius:50%;margin-right:.5rem;background:#008758}
        .provisional::before{background:#cc7a00}.partial::before{background:#d9364f}
        """;

    public static string Of(PageWords words, IReadOnlyList<CommunityTable> tables)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"{words.Language}\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
            .Append(CultureInfo.InvariantCulture,
                $"<title>{Safe(words.Heading)} · CerAutomation</title><style>{Style}</style></head><body>")
            .Append(CultureInfo.InvariantCulture,
                $"<p class=\"soft\">CerAutomation · <a href=\"?lang={words.Other.Code}\" "
                + $"lang=\"{words.Other.Code}\">{Safe(words.Other.Name)}</a></p>")
            .Append(CultureInfo.InvariantCulture, $"<main><h1>{Safe(words.Heading)}</h1><p>{Safe(words.Lead)}</p>");
        if (tables.Count == 0) page.Append(CultureInfo.InvariantCulture, $"<p role=\"status\">{Safe(words.NoCommunity)}</p>");
        foreach (var table in tables)
        {
            Table(page, words, table);
            GapsHtml.Append(page, words, table.Gaps);
        }

        return page.Append("</main></body></html>").ToString();
    }

    private static void Table(StringBuilder page, PageWords words, CommunityTable table)
    {
        var (community, months) = (table.Community, table.Months);
        page.Append(CultureInfo.InvariantCulture, $"<h2 id=\"{Safe(community.Code)}\">{Safe(community.Name)}</h2>");
        if (table.IsInvented) page.Append(CultureInfo.InvariantCulture, $"<p role=\"note\"><strong>{Safe(words.Invented)}</strong></p>");
        LiveHtml.Append(page, words, table);
        if (months.Count == 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p role=\"status\">{Safe(words.NoMonth)}</p>");
            return;
        }

        page.Append(CultureInfo.InvariantCulture,
            $"<div class=\"wide\" tabindex=\"0\" role=\"region\" "
            + $"aria-labelledby=\"{Safe(community.Code)}\"><table><thead><tr>");
        foreach (var column in words.Columns) page.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{Safe(column)}</th>");
        page.Append("</tr></thead><tbody>");
        foreach (var month in months.OrderByDescending(row => row.Settled.Month)) Row(page, words, month);
        page.Append(CultureInfo.InvariantCulture, $"</tbody></table></div><p class=\"soft\">{Safe(words.Estimate)}</p>");
    }

    private static void Row(StringBuilder page, PageWords words, MonthRow row)
    {
        var settled = row.Settled;
        var name = settled.Month.OnDayOfMonth(1).ToString("MMMM uuuu", words.Culture);
        var status = CodeLists.Statuses.Word(settled.Status);
        page.Append(CultureInfo.InvariantCulture,
            $"<tr><th scope=\"row\">{Safe(name)}</th><td><span class=\"status "
            + $"{status}\">{Safe(words.Statuses[settled.Status])}</span>");
        foreach (var reason in settled.Reasons) page.Append(CultureInfo.InvariantCulture, $"<small>{Safe(words.Reason(reason))}</small>");
        page.Append(CultureInfo.InvariantCulture, $"</td><td>{Safe(words.States[row.State])}</td>");
        foreach (var energy in new[] { settled.Injected, settled.Withdrawn, settled.Shared })
            page.Append(CultureInfo.InvariantCulture, $"<td>{energy.KilowattHours.ToString("N3", words.Culture)}</td>");
        foreach (var amount in new[] { settled.Tip, settled.Surplus, settled.Cac }) Amount(page, words, amount);
        page.Append("</tr>");
    }

    private static void Amount(StringBuilder page, PageWords words, Money? amount) => page.Append(
        CultureInfo.InvariantCulture,
        $"<td>{(amount is { } known ? known.Eur.ToString("N2", words.Culture) : $"<small>{Safe(words.Unknown)}</small>")}</td>");

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);
}
