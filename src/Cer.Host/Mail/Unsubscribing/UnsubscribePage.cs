using System.Globalization;
using System.Net;
using System.Text;
using Cer.Operations.Mail;
using NodaTime;

namespace Cer.Host.Mail.Unsubscribing;

/// <summary>The pages behind the link of an optional letter, whole without a script, in Italian or English.</summary>
internal sealed class UnsubscribePage(bool isEnglish)
{
    private const string Style = "body{font:1.125rem/1.6 system-ui,sans-serif;margin:0;color:#1a1a1a;background:#f4f6f4}"
        + "main{max-width:36rem;margin:0 auto;padding:2rem 1.25rem;overflow-wrap:anywhere}h1{font-size:1.6rem;line-height:1.25}"
        + "button{font:inherit;font-weight:600;color:#fff;background:#1d5c2f;border:0;border-radius:.5rem;padding:.75rem 1.25rem;"
        + "min-height:2.75rem;cursor:pointer}button:focus-visible,a:focus-visible{outline:3px solid #1a1a1a;outline-offset:2px}"
        + "a{color:#1d5c2f}.note{color:#454545;font-size:1rem}";

    public IResult Ask(LetterKind kind, string community) => Page(
        StatusCodes.Status200OK,
        isEnglish ? "Stop these e-mails?" : "Non ricevere più queste e-mail?",
        $"<p>{Told(kind, community)}</p>"
            + "<form method=\"post\"><input type=\"hidden\" name=\"List-Unsubscribe\" value=\"One-Click\">"
            + "<input type=\"hidden\" name=\"from\" value=\"page\">"
            + $"<button type=\"submit\">{(isEnglish ? "Send them no more" : "Non inviarmele più")}</button></form>"
            + Note(
                "Le e-mail necessarie, come quelle su pagamenti, deleghe e accesso, continuano ad arrivare.",
                "E-mails that are needed, such as those about payments, delegations and signing in, go on coming."));

    public IResult Done(LetterKind kind, string community) => Page(
        StatusCodes.Status200OK,
        isEnglish ? "Done: no more of them" : "Fatto: non ne riceverai più",
        $"<p role=\"status\">{Told(kind, community)} {Words("Non ti arriveranno più.", "They come no more.")}</p>"
            + Note(
                "Cambi idea? Entra nelle pagine della comunità e scegli di nuovo in «Profilo», alla voce «E-mail facoltative».",
                "Changed your mind? Sign in to the pages of the community and choose anew under “Profile”, “Optional e-mails”."));

    public IResult Unknown() => Page(
        StatusCodes.Status404NotFound,
        Words("Questo link non è completo", "This link is not complete"),
        $"<p>{Words(
            "Forse il programma di e-mail lo ha spezzato: aprilo di nuovo dall’e-mail, oppure entra nelle pagine della "
                + "comunità e scegli in «Profilo», alla voce «E-mail facoltative».",
            "A mail program may have broken it: open it again from the e-mail, or sign in to the pages of the community and "
                + "choose under “Profile”, “Optional e-mails”.")}</p>");

    public IResult Unsaid() => Page(
        StatusCodes.Status400BadRequest,
        Words("La richiesta non è completa", "The request is not complete"),
        $"<p>{Words(
            "Apri di nuovo il link dell’e-mail e premi il pulsante della pagina.",
            "Open the link of the e-mail again and press the button of the page.")}</p>");

    public IResult Wait(HttpContext context, Duration wait)
    {
        var seconds = ((long)Math.Max(1, Math.Ceiling(wait.TotalSeconds))).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.RetryAfter = seconds;
        return Page(
            StatusCodes.Status429TooManyRequests,
            Words("Troppi tentativi", "Too many attempts"),
            $"<p>{Words($"Riprova tra {seconds} secondi.", $"Try again in {seconds} seconds.")}</p>");
    }

    private string Told(LetterKind kind, string community)
    {
        var (name, of) = (WebUtility.HtmlEncode(kind.Name(isEnglish)), WebUtility.HtmlEncode(community));
        return isEnglish
            ? $"These are the e-mails of the kind <strong>{name}</strong> from <strong>{of}</strong>."
            : $"Sono le e-mail del tipo <strong>{name}</strong> di <strong>{of}</strong>.";
    }

    private string Note(string italian, string english) => $"<p class=\"note\">{Words(italian, english)}</p>";

    private string Words(string italian, string english) => isEnglish ? english : italian;

    private Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult Page(int status, string title, string body)
    {
        var other = isEnglish
            ? "<a href=\"?lang=it\" lang=\"it\" hreflang=\"it\">Italiano</a>"
            : "<a href=\"?lang=en\" lang=\"en\" hreflang=\"en\">English</a>";
        return TypedResults.Content(
            $"<!doctype html><html lang=\"{(isEnglish ? "en" : "it")}\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\">"
                + $"<title>{title}</title><style>{Style}</style></head>"
                + $"<body><main><h1>{title}</h1>{body}<p>{other}</p></main></body></html>",
            "text/html",
            Encoding.UTF8,
            status);
    }
}
