using Cer.Operations.Mail;
using Cer.Operations.People.News;
using NodaTime.Text;

namespace Cer.Operations.Desk;

/// <summary>The letter that tells a member of a delegation: that it is, from when to when, and what to do.</summary>
/// <remarks>Who acts is on the page.</remarks>
internal static class MandateLetter
{
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("dd/MM/uuuu");

    public static Letter Of(MandateReader told, MandateNews news)
    {
        var isEnglish = told.Reader.Language == "en";
        var (subject, what, advice) = isEnglish ? English(told, news) : Italian(told, news);
        return NewsLetter.Written(told.Reader, subject, [what, advice], LetterKind.Delegation);
    }

    private static (string Subject, string What, string Advice) Italian(MandateReader told, MandateNews news)
    {
        var (from, to) = (Day.Format(told.Term.From), Day.Format(told.Term.To));
        var own = $"Una tua delega nella comunità energetica «{told.CommunityName}»";
        const string Where = "Di chi si tratta lo leggi nella tua pagina.";
        const string Given = "Di chi si tratta lo leggi nella tua pagina; lì puoi anche revocarla, e vale subito. Se non l’hai data tu, "
            + "revocala e avvisa lo sportello della comunità.";
        return news switch
        {
            MandateNews.Given => ("È stata registrata una tua delega",
                $"Allo sportello della comunità energetica «{told.CommunityName}» è stata registrata una tua delega, dal {from} al {to}. "
                    + (told.OpensPage
                        ? "Chi hai delegato può guardare la tua pagina: ogni volta resta scritto, e lo vedi."
                        : "Vale sulla carta, e non apre la tua pagina a nessuno."),
                Given),
            MandateNews.Opened => ("Una tua delega apre ora la tua pagina",
                $"{own}, dal {from} al {to}, fa ora guardare la tua pagina a chi hai delegato: ogni volta resta scritto, e lo vedi.",
                Given),
            MandateNews.Ended when told.LastDay is { } last => ("Una tua delega finisce prima",
                $"{own} finisce prima: il {Day.Format(last)} è l’ultimo giorno in cui vale.",
                $"{Where} Se non lo sapevi, chiedi allo sportello della comunità."),
            MandateNews.Ended => ("Una tua delega è finita",
                $"{own} è finita: {Over(told)}",
                $"{Where} Se non lo sapevi, chiedi allo sportello della comunità."),
            _ => ("Hai revocato una delega",
                $"{own} è stata revocata dalla tua pagina: {Over(told)}",
                $"{Where} Se non sei stato tu, cambia la password e avvisa lo sportello della comunità."),
        };
    }

    private static string Over(MandateReader told) => told.OpensPage
        ? "da adesso chi avevi delegato non può più guardare la tua pagina."
        : "da adesso nessuno agisce più per te con quella carta.";

    private static (string Subject, string What, string Advice) English(MandateReader told, MandateNews news)
    {
        var (from, to) = (Day.Format(told.Term.From), Day.Format(told.Term.To));
        var own = $"A delegation of yours in the energy community “{told.CommunityName}”";
        const string Where = "Whose it is you read on your page.";
        const string Given = "Whose it is you read on your page; there you can also end it, at once. If you did not give it, end it and "
            + "tell the community’s desk.";
        var over = told.OpensPage
            ? "from now on whoever acted for you can look at your page no more."
            : "from now on nobody acts for you by that paper.";
        return news switch
        {
            MandateNews.Given => ("A delegation of yours was recorded",
                $"At the desk of the energy community “{told.CommunityName}” a delegation of yours was recorded, from {from} to {to}. "
                    + (told.OpensPage
                        ? "Whoever acts for you may look at your page: each look is noted, and you see it."
                        : "It holds on paper, and opens your page to nobody."),
                Given),
            MandateNews.Opened => ("A delegation of yours opens your page now",
                $"{own}, from {from} to {to}, lets whoever acts for you look at your page now: each look is noted, and you see it.",
                Given),
            MandateNews.Ended when told.LastDay is { } last => ("A delegation of yours ends earlier",
                $"{own} ends earlier: {Day.Format(last)} is the last day of it.",
                $"{Where} If you did not know, ask the community’s desk."),
            MandateNews.Ended => ("A delegation of yours is over",
                $"{own} is over: {over}",
                $"{Where} If you did not know, ask the community’s desk."),
            _ => ("You ended a delegation",
                $"{own} was ended on your page: {over}",
                $"{Where} If it was not you, change the password and tell the community’s desk."),
        };
    }
}
