using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Cer.Operations.Auditing;
using Cer.Operations.Mail;
using Cer.Operations.People;
using Cer.Operations.Ports;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Documents;

/// <summary>Puts the table of a month into the outbox for those who get its report: once for a run and an address.</summary>
/// <remarks>
/// It also says where the log of submissions has come to: in a mailbox, out of the program's reach, that is a witness.
/// </remarks>
public sealed class SendMonthSheet(
    IRunStore runs, ICommunityStore communities, IPeopleStore people, IOutbox outbox, ReportReceivers receivers, IChainStore chain)
{
    /// <returns>How many letters were put now.</returns>
    public async Task<int> RunAsync(CommunityId community, YearMonth month, CancellationToken cancellation)
    {
        var settled = (await runs.MonthsAsync(community, cancellation)).FirstOrDefault(row => row.Settled.Month == month);
        if (settled is null || await communities.LoadAsync(community, null, cancellation) is not { } definition) return 0;
        var members = await runs.MembersAsync(community, month, cancellation);
        if (members.Count == 0) return 0;
        var sheet = MonthSheet.Of(
            members, definition.Community.Members.ToDictionary(member => member.Id, member => member.Name, StringComparer.Ordinal));
        var known = (await people.ListAsync(cancellation)).Where(person => person.State != PersonState.Disabled).ToArray();
        var head = await chain.HeadAsync(community, cancellation);
        var put = 0;
        foreach (var (to, language, _) in Addressees.Of(community, null, known, receivers))
        {
            var letter = Write(settled, to, language, definition.Community.Name, sheet, head);
            if (LetterCheck.Problem(letter) is null && (await outbox.PutAsync(community, letter, cancellation)).IsNew) put++;
        }

        return put;
    }

    private static Letter Write(
        MonthRow settled, EmailAddress to, DocumentLanguage language, string community, byte[] sheet, ChainHead? head)
    {
        var month = YearMonthPattern.Iso.Format(settled.Settled.Month);
        var name = string.Concat(community.Where(c => !char.IsControl(c) && c is not ('\u2028' or '\u2029')));
        var isItalian = language == DocumentLanguage.Italian;
        var subject = isItalian ? $"Tabella di {month} · {name}" : $"Table of {month} · {name}";
        var text = isItalian
            ? $"Buongiorno,\n\nin allegato la tabella dei soci di {month} della comunità energetica {name}: si apre con un foglio di"
              + $" calcolo. Un importo che manca non è ancora noto.\n\n{Witness(head, isItalian)}Messaggio spedito da un programma.\n"
            : $"Good morning,\n\nhere is the table of the members of {month} of the energy community {name}: a spreadsheet opens it."
              + $" An amount that lacks is not known yet.\n\n{Witness(head, isItalian)}Sent by a program.\n";
        return new(
            LetterKind.MonthSheet,
            Key(month, settled.RunId, to),
            to,
            subject,
            string.Concat(text.Split("\n\n").Select(part => $"<p>{WebUtility.HtmlEncode(part.Trim())}</p>")),
            text,
            [new($"soci-{month}.csv", "text/csv", sheet)]);
    }

    private static string Witness(ChainHead? head, bool isItalian) =>
        head is null ? ""
        : isItalian
            ? $"Il registro degli invii è arrivato a {head}. Conservando questo messaggio si può provare più avanti che nessuno l’ha"
              + $" riscritto: cer audit verify --noted {head}\n\n"
            : $"The log of submissions has come to {head}. Who keeps this letter can prove later that nobody rewrote it:"
              + $" cer audit verify --noted {head}\n\n";

    private static string Key(string month, long run, EmailAddress to) => string.Create(
        CultureInfo.InvariantCulture,
        $"sheet:{month}:{run}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(to.ToString().ToLowerInvariant())))[..32]}");
}
