using System.Globalization;
using System.Net;
using Cer.Domain;
using Cer.Operations.Mail;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.People.News;

/// <summary>The letter that tells a person what happened to the account: what, when, and what to do. It holds no secret and no
/// link.</summary>
/// <remarks>Nor a name that somebody chose for a passkey or a token: whoever got in could write to the owner by it.</remarks>
public static class NewsLetter
{
    private static readonly LocalDateTimePattern Moment = LocalDateTimePattern.CreateWithInvariantCulture("dd/MM/yyyy, HH:mm");

    public static Letter Of(NewsReader reader, AccountNews news, Instant at)
    {
        var isEnglish = reader.Language == "en";
        var (subject, what) = isEnglish ? English(news) : Italian(news);
        var moment = Moment.Format(at.InZone(MarketHour.Rome).LocalDateTime);
        return Written(
            reader,
            subject,
            [isEnglish ? $"{what} It was on {moment} (Rome)." : $"{what} È successo il {moment}.", Advice(news, isEnglish)]);
    }

    /// <summary>A letter about an account in the words of its person, with a greeting and without a link.</summary>
    internal static Letter Written(
        NewsReader reader, string subject, IReadOnlyList<string> told, LetterKind kind = LetterKind.AccountNews)
    {
        var isEnglish = reader.Language == "en";
        string[] lines =
        [
            isEnglish ? $"Hello {reader.Name}," : $"Ciao {reader.Name},",
            .. told,
            isEnglish
                ? "This e-mail holds no link, so that nobody can lead you elsewhere: open the pages as you always do."
                : "In questa e-mail non ci sono link, così nessuno può portarti altrove: apri le pagine come fai sempre.",
        ];
        return new(
            kind,
            $"account:{Guid.NewGuid():N}",
            reader.Address,
            subject,
            string.Create(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"{(isEnglish ? "en" : "it")}\">")
                + string.Concat(lines.Select(line => $"<p>{WebUtility.HtmlEncode(line)}</p>")) + "</html>",
            $"{string.Join("\n\n", lines)}\n",
            [])
        { Person = reader.Person };
    }

    private static string Advice(AccountNews news, bool isEnglish) => (news, isEnglish) switch
    {
        (AccountNews.PasskeyCopied, false) => "Non abbiamo fatto entrare nessuno. Togli quella passkey dal tuo profilo e aggiungila "
            + "di nuovo: "
            + "forse qualcuno ne ha una copia.",
        (AccountNews.PasskeyCopied, true) => "Nobody was let in. Remove that passkey in your profile and add it anew: "
            + "somebody may have a copy of it.",
        (AccountNews.EmailChanged, false) => "Da adesso le e-mail per te vanno al nuovo indirizzo. Se non lo sapevi, chiedi subito a chi "
            + "amministra le pagine.",
        (AccountNews.EmailChanged, true) => "From now on e-mails for you go to the new address. If you did not know, ask whoever runs the "
            + "pages at once.",
        (_, false) => "Se sei stato tu, non devi fare niente. Se non sei stato tu, entra, cambia la password, togli passkey e token "
            + "dal tuo "
            + "profilo e avvisa chi amministra le pagine.",
        (_, true) => "If it was you, there is nothing to do. If it was not, sign in, change the password, remove passkeys and tokens in "
            + "your profile and tell whoever runs the pages.",
    };

    private static (string Subject, string What) Italian(AccountNews news) => news switch
    {
        AccountNews.PasswordChanged => ("La tua password è cambiata",
            "La password con cui entri nelle pagine della comunità energetica è cambiata."),
        AccountNews.PasswordReset => ("La tua password è stata scelta di nuovo",
            "Con un invito è stata scelta una nuova password per te. Le passkey, i token e l’app dei codici di prima non valgono più."),
        AccountNews.PasskeyAdded => ("È stata aggiunta una passkey",
            "È stata aggiunta una passkey (chiave di accesso) con cui si entra come te."),
        AccountNews.PasskeyRemoved => ("È stata tolta una passkey",
            "È stata tolta una tua passkey (chiave di accesso): non fa più entrare."),
        AccountNews.PasskeyCopied => ("Una tua passkey potrebbe essere stata copiata",
            "Qualcuno ha provato a entrare con una tua passkey il cui contatore è tornato indietro."),
        AccountNews.AppAdded => ("Per entrare serve anche un codice",
            "È stata attivata un’app di autenticazione: per entrare serve anche il suo codice."),
        AccountNews.AppRemoved => ("Per entrare non serve più il codice",
            "È stata disattivata la tua app di autenticazione: per entrare non serve più il codice."),
        AccountNews.TokenMade => ("È stato creato un token", "È stato creato un token con cui un programma legge i dati al posto tuo."),
        AccountNews.TokenMadeForYou => ("È stato creato un token a tuo nome",
            "Chi amministra le pagine ha creato un token con cui un programma legge i dati a tuo nome."),
        AccountNews.EmailChanged => ("Il tuo indirizzo e-mail è cambiato",
            "Chi amministra le pagine ha cambiato o tolto il tuo indirizzo e-mail."),
        _ => throw new NotSupportedException($"Found {news}, expected news with words."),
    };

    private static (string Subject, string What) English(AccountNews news) => news switch
    {
        AccountNews.PasswordChanged => ("Your password has changed",
            "The password by which you enter the pages of the energy community has changed."),
        AccountNews.PasswordReset => ("Your password was chosen anew",
            "A new password was chosen for you by an invite. The passkeys, tokens and app of before are good no more."),
        AccountNews.PasskeyAdded => ("A passkey was added", "A passkey was added by which one signs in as you."),
        AccountNews.PasskeyRemoved => ("A passkey was removed", "A passkey of yours was removed: it lets nobody in any more."),
        AccountNews.PasskeyCopied => ("A passkey of yours may have been copied",
            "Somebody tried to sign in by a passkey of yours whose counter went back."),
        AccountNews.AppAdded => ("Signing in asks for a code now",
            "An authenticator app was set up: signing in asks for its code as well."),
        AccountNews.AppRemoved => ("Signing in asks for no code any more",
            "Your authenticator app was removed: signing in asks for its code no more."),
        AccountNews.TokenMade => ("A token was made", "A token was made by which a program reads data in your place."),
        AccountNews.TokenMadeForYou => ("A token was made in your name",
            "Whoever runs the pages made a token by which a program reads data in your name."),
        AccountNews.EmailChanged => ("Your e-mail address has changed", "Whoever runs the pages changed or removed your e-mail address."),
        _ => throw new NotSupportedException($"Found {news}, expected news with words."),
    };
}
