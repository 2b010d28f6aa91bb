using System.Net;
using Cer.Operations.Mail;

namespace Cer.Operations.People.Links;

/// <summary>The letter with a link by which a member enters once.</summary>
internal static class LinkLetter
{
    public const int Minutes = 15;

    public static Letter Of(LinkReader reader, string link)
    {
        var words = reader.Language == "en"
            ? (Subject: "Your link to sign in",
                Hello: $"Dear {reader.Name},",
                Asked: $"somebody, we hope you, asked to sign in as «{reader.Login}» to the pages of the energy community.",
                How: $"Open this link and press the button on the page. It works once, within {Minutes} minutes:",
                Else: "If it was not you, do nothing: without this letter nobody enters. We never ask for the link by phone or mail.")
            : (Subject: "Il suo link per entrare",
                Hello: $"Gentile {reader.Name},",
                Asked: $"qualcuno, speriamo lei, ha chiesto di entrare come «{reader.Login}» nelle pagine della comunità energetica.",
                How: $"Apra questo link e prema il pulsante della pagina. Vale una volta sola, entro {Minutes} minuti:",
                Else: "Se non è stato lei, non serve fare niente: senza questa lettera nessuno entra. "
                    + "Non chiediamo mai il link per telefono o per posta.");
        var open = WebUtility.HtmlEncode(link);
        return new(
            $"link:{Guid.NewGuid():N}",
            reader.Address,
            words.Subject,
            $"<!doctype html><html lang=\"{(reader.Language == "en" ? "en" : "it")}\"><p>{WebUtility.HtmlEncode(words.Hello)}</p>"
                + $"<p>{WebUtility.HtmlEncode(words.Asked)}</p><p>{words.How}</p><p><a href=\"{open}\">{open}</a></p>"
                + $"<p>{words.Else}</p></html>",
            $"{words.Hello}\n\n{words.Asked}\n{words.How}\n\n{link}\n\n{words.Else}\n",
            []);
    }
}
