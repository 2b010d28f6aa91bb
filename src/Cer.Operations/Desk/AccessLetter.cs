using System.Net;
using Cer.Operations.Mail;
using NodaTime.Text;

namespace Cer.Operations.Desk;

/// <summary>The letters to who became a member, or acts for one: in Italian and below in English, since nobody has chosen yet.</summary>
internal static class AccessLetter
{
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("dd/MM/uuuu");

    private const string Days = "Vale una volta sola, per sette giorni; poi si chiede di nuovo allo sportello:";

    private const string DaysInEnglish = "The link above works once, for seven days; after that ask at the desk.";

    public static Letter ForMember(string key, EmailAddress to, string name, string community, string link) => Of(
        key,
        to,
        $"La tua pagina di {community}",
        [
            $"Ciao {name},",
            $"fai parte della comunità energetica «{community}». Con questo link scegli la password e trovi la tua pagina: "
                + $"la tua energia, quanto ti spetta e perché. {Days}",
        ],
        link,
        [
            "Se non sai di che cosa si tratta, non devi fare niente: senza questo link nessuno entra.",
            $"You are a member of the energy community “{community}”: choose a password and find your page. {DaysInEnglish}",
        ]);

    // Without a link for whoever enters as always.
    public static Letter ForDelegate(
        string key, EmailAddress to, string name, string community, string member, DeskTerm term, string? link)
    {
        var (from, until) = (Day.Format(term.From), Day.Format(term.To));
        return Of(
            key,
            to,
            $"Puoi guardare la pagina di {member}",
            [
                $"Ciao {name},",
                $"«{member}» ti ha dato delega nella comunità energetica «{community}»: dal {from} al {until} puoi guardarne "
                    + "la pagina. Ogni volta che la guardi resta scritto, e chi ti ha delegato lo vede.",
                link is null
                    ? "Entra come fai sempre: nella tua pagina scegli di chi."
                    : $"Con questo link scegli la password. {Days}",
            ],
            link,
            [
                "Se non sai di che cosa si tratta, avvisa lo sportello della comunità.",
                $"You may look at the page of “{member}” in the energy community “{community}” from {from} to {until}; "
                    + "each look is noted. "
                    + (link is null ? "Sign in as always, and choose whose page on your own." : DaysInEnglish),
            ]);
    }

    private static Letter Of(
        string key, EmailAddress to, string subject, IReadOnlyList<string> before, string? link, IReadOnlyList<string> after)
    {
        var open = WebUtility.HtmlEncode(link);
        var anchor = link is null ? "" : $"<p><a href=\"{open}\">{open}</a></p>";
        return new(
            LetterKind.Access,
            key,
            to,
            Line(subject),
            $"<!doctype html><html lang=\"it\">{Paragraphs(before)}{anchor}{Paragraphs(after)}</html>",
            $"{string.Join("\n\n", link is null ? [.. before, .. after] : (string[])[.. before, link, .. after])}\n",
            []);
    }

    private static string Paragraphs(IEnumerable<string> lines) =>
        string.Concat(lines.Select(line => $"<p>{WebUtility.HtmlEncode(line)}</p>"));

    // A community's name may be as long as it likes; a header may not.
    private static string Line(string text) => text.Length > 200 ? $"{text[..199].TrimEnd()}…" : text;
}
