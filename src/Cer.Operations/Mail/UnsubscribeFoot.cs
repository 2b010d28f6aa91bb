using System.Net;

namespace Cer.Operations.Mail;

/// <summary>What an optional letter says at its foot: how its reader has no more of them.</summary>
public static class UnsubscribeFoot
{
    /// <summary>The letter with the link, in its headers and in both of its bodies.</summary>
    public static Letter Under(Letter letter, Uri link, bool isEnglish)
    {
        var name = letter.Kind.Name(isEnglish);
        var (told, ask) = isEnglish
            ? ($"You get this e-mail because letters of this kind ({name}) come to you.", "Do not send me these e-mails any more")
            : ($"Ricevi questa e-mail perché ti arrivano messaggi di questo tipo ({name}).", "Non inviarmi più queste e-mail");
        var open = WebUtility.HtmlEncode(link.AbsoluteUri);
        var foot = $"<p style=\"margin:2em 1em 1em;font:14px/1.5 sans-serif\">{WebUtility.HtmlEncode(told)} "
            + $"<a href=\"{open}\">{ask}</a></p>";
        return letter with
        {
            Html = Before(letter.Html, foot),
            Text = $"{letter.Text.TrimEnd()}\n\n--\n{told}\n{ask}: {link.AbsoluteUri}\n",
            Unsubscribe = link,
        };
    }

    /// <summary>In front of what ends the page.</summary>
    private static string Before(string html, string foot)
    {
        var end = html.LastIndexOf("</body>", StringComparison.OrdinalIgnoreCase);
        if (end < 0) end = html.LastIndexOf("</html>", StringComparison.OrdinalIgnoreCase);
        return end < 0 ? html + foot : html.Insert(end, foot);
    }
}
