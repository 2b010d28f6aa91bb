using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Cer.Domain;
using Cer.Operations.Live;

namespace Cer.Host.Pages;

/// <summary>Draws what is going on now: the provisional share, and the devices that are silent.</summary>
internal static class LiveHtml
{
    public static void Append(StringBuilder page, PageWords words, CommunityTable table)
    {
        if (table.Live is { } live)
            page.Append(CultureInfo.InvariantCulture, $"<p role=\"status\">{Safe(Share(words, live))}</p>");
        if (table.Open == 0) return;
        var silent = string.Format(CultureInfo.InvariantCulture, words.Silent, table.Open);
        page.Append(CultureInfo.InvariantCulture, $"<p role=\"alert\">{Safe(silent)}");
        foreach (var alert in table.Alerts.Where(alert => alert.ResolvedAt is null))
        {
            var since = alert.Since.InZone(MarketHour.Rome).LocalDateTime.ToString("d MMMM uuuu HH:mm", words.Culture);
            var text = string.Format(CultureInfo.InvariantCulture, words.SilentDevice, alert.Device, since);
            page.Append(CultureInfo.InvariantCulture, $"<small>{Safe(text)}</small>");
        }

        page.Append(table.Open > CommunityTable.MostAlerts ? "<small>…</small></p>" : "</p>");
    }

    private static string Share(PageWords words, LiveShare live) => live.Day.Completeness is not { } percent
        ? words.NoData
        : string.Format(
            words.Culture,
            words.Live,
            Kwh(live.Day.Shared),
            Kwh(live.Day.Injected),
            Kwh(live.Day.Withdrawn),
            Kwh(live.Hour.Shared),
            percent);

    private static decimal Kwh(Energy energy) => decimal.Round(energy.KilowattHours, 3);

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);
}
