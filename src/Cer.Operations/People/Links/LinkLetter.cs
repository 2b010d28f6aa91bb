using System.Net;
using Cer.Operations.Mail;

namespace Cer.Operations.People.Links;

/// <summary>The letter with a link by which a member enters once.</summary>
internal static class LinkLetter
{
    public static string NewKey() => $"link:{Guid.NewGuid():N}";

    public static Letter Of(LinkReader reader, string key, string link, int minutes)
    {
        // Hours are told rounded down: within them it works.
        var (en, it) = minutes < 120 ? ($"{minutes} minutes", $"{minutes} minuti") : ($"{minutes / 60} hours", $"{minutes / 60} ore");
        var words = reader.Language == "en"
            ? (Subject: "Your link to sign in",
                Hello: $"Hello {reader.Name},",
                Asked: $"somebody, we hope you, asked to sign in as «{reader.Login}» to the pages of the energy community.",
                How: $"Open this link and press the button on the page. It works once, within {en}:",
                Else: "If it was not you, do nothing: without this e-mail nobody enters. We never ask for the link by phone or e-mail.")
            : (Subject: "Il tuo link per entrare",
                Hello: $"Ciao {reader.Name},",
                Asked: $"qualcuno, speriamo tu, ha chiesto di entrare come «{reader.Login}» nelle pagine della comunità energetica.",
                How: $"Apri questo link e premi il pulsante della pagina. Vale una volta sola, entro {it}:",
                Else: "Se non sei stato tu, non devi fare niente: senza questa e-mail nessuno entra. "
                    + "Non ti chiediamo mai il link per telefono o per e-mail.");
        var open = WebUtility.HtmlEncode(link);
        return new(
            LetterKind.EntryLink,
            key,
            reader.Address,
            words.Subject,
            $"<!doctype html><html lang=\"{(reader.Language == "en" ? "en" : "it")}\"><p>{WebUtility.HtmlEncode(words.Hello)}</p>"
                + $"<p>{WebUtility.HtmlEncode(words.Asked)}</p><p>{words.How}</p><p><a href=\"{open}\">{open}</a></p>"
                + $"<p>{words.Else}</p></html>",
            $"{words.Hello}\n\n{words.Asked}\n{words.How}\n\n{link}\n\n{words.Else}\n",
            [])
        { Person = reader.Person };
    }
}
