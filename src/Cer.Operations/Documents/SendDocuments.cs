using Cer.Operations.Mail;
using Cer.Operations.People;
using Cer.Operations.Ports;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Documents;

/// <summary>Puts the documents of a month into the outbox: statements for their members, the report for the chosen.</summary>
/// <remarks>
/// A document goes to an address once, however often it is asked for: the outbox holds its key. Only documents of the
/// month's latest run go out, in the person's language where there is one, else in Italian.
/// </remarks>
public sealed class SendDocuments(
    IDocumentArchive archive,
    IRunStore runs,
    ICommunityStore communities,
    IPeopleStore people,
    IOutbox outbox,
    ICoverWriter cover,
    ReportReceivers receivers)
{
    public async Task<SendingOutcome> RunAsync(
        CommunityId community, YearMonth month, IReadOnlyList<DocumentKind> kinds, CancellationToken cancellation)
    {
        var name = YearMonthPattern.Iso.Format(month);
        var months = await runs.MonthsAsync(community, cancellation);
        var settled = months.FirstOrDefault(row => row.Settled.Month == month);
        if (settled is null) return Refused($"Found no settlement of {name}, expected a month that was settled.");
        if (await communities.LoadAsync(community, null, cancellation) is not { } definition)
            return Refused("Found no definition of the community, expected one.");
        var all = await archive.ListAsync(community, month, null, cancellation);
        var documents = all.Where(document => document.Run == settled.RunId && kinds.Contains(document.Kind))
            .ToArray();
        if (documents.Length == 0)
            return Refused(
                $"Found no documents of {name} as it was settled last, expected them in the archive: make them first.");
        if (receivers.Addresses.Any(address => !EmailAddress.TryParse(address, null, out _)))
            return Refused(
                $"Found no address in reports.send_to of the settings, expected each to be {EmailAddress.Form}.");

        var everybody = await people.ListAsync(cancellation);
        var known = everybody.Where(person => person.State != PersonState.Disabled).ToArray();
        var (queued, before, without, unsubscribed, undeliverable) = (0, 0, 0, 0, 0);
        foreach (var variants in documents.GroupBy(document => (document.Kind, document.Member?.Id)))
        {
            var addressees = Addressees.Of(community, variants.Key.Id, known, receivers);
            if (addressees.Count == 0) without++;
            foreach (var (to, language, readers) in addressees)
            {
                var document = variants.OrderByDescending(one => one.Language == language)
                    .ThenBy(one => one.Language).First();
                var (put, problem) = await PutAsync(document, to, readers, definition.Community.Name, cancellation);
                if (problem is not null) return Refused($"The letter with document {document.Number}: {problem}");
                if (put.Hindered == Hindrance.Unsubscribed) unsubscribed++;
                else if (put.Hindered == Hindrance.Undeliverable) undeliverable++;
                else if (put.IsNew) queued++;
                else before++;
            }
        }

        return new SendingOutcome.Put(new(queued, before, without, unsubscribed, undeliverable));
    }

    /// <returns>What became of it; or why it cannot be put.</returns>
    private async Task<(PutLetter Put, string? Problem)> PutAsync(
        ArchivedDocument document, EmailAddress to, IReadOnlyList<int> readers, string community, CancellationToken cancellation)
    {
        var key = SentDocuments.Key(document.Id, to);
        if ((await outbox.StandingAsync(document.Community, [key], cancellation)).Count > 0)
            return (default, null);
        var (words, file) = (cover.Write(document, community), DocumentName.Of(document));
        var letter = new Letter(
            document.Kind == DocumentKind.Statement ? LetterKind.Statement : LetterKind.MonthReport,
            key,
            to,
            words.Subject,
            await archive.HtmlAsync(document, cancellation),
            words.Text,
            [
                new(file + ".pdf", "application/pdf", await archive.PdfAsync(document, cancellation)),
                new(file + ".csv", "text/csv", await archive.HoursAsync(document, cancellation)),
            ]);
        if (LetterCheck.Problem(letter) is { } problem) return (default, problem);
        if (!letter.Kind.IsOptional()) return (await outbox.PutAsync(document.Community, letter, cancellation), null);
        var put = default(PutLetter);
        foreach (var reader in readers)
        {
            put = await outbox.PutAsync(document.Community, letter with { Reader = reader }, cancellation);
            // Of those who share an address one who wants it is enough.
            if (put.Hindered is null) break;
        }

        return (put, null);
    }

    private static SendingOutcome.Refused Refused(string sentence) => new(sentence);
}
