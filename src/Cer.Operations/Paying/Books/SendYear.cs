using Cer.Operations.Documents;
using Cer.Operations.Mail;
using Cer.Operations.People;
using Cer.Operations.Ports;

namespace Cer.Operations.Paying.Books;

/// <summary>Puts the papers of a year's account into the outbox, each for its member: once to an address, however often asked.</summary>
public sealed class SendYear(
    IYearStore store, ICommunityStore communities, IPeopleStore people, IOutbox outbox, IYearWriter writer)
{
    private static readonly ReportReceivers None = new([]);

    public async Task<SendingOutcome> RunAsync(CommunityId community, int year, int number, CancellationToken cancellation)
    {
        var kept = (await store.KeptAsync(community, year, cancellation)).FirstOrDefault(one => one.Number == number);
        if (kept is null || await communities.LoadAsync(community, null, cancellation) is not { } definition)
            return new SendingOutcome.Refused("Found no such account, expected one that was handed out.");
        var papers = kept.Papers.Where(paper => paper.Member is not null).ToArray();
        if (papers.Length == 0)
            return new SendingOutcome.Refused("Found an account without papers of members, expected one with them: hand it out anew.");
        if (papers.Any(paper => paper.IsWaiting))
            return new SendingOutcome.Refused("Found papers that are still being made, expected all: try again in a minute.");
        var known = (await people.ListAsync(cancellation)).Where(person => person.State != PersonState.Disabled).ToArray();
        var (queued, before, without) = (0, 0, 0);
        foreach (var paper in papers)
        {
            var addressees = Addressees.Of(community, paper.Member, known, None);
            if (addressees.Count == 0 || paper.Sha256 is null) without++;
            if (paper.Sha256 is null) continue;
            foreach (var (to, language, _) in addressees)
            {
                if (await PutAsync(new(community, year, number, paper.Paper), to, language, definition.Community.Name, cancellation))
                    queued++;
                else before++;
            }
        }

        return new SendingOutcome.Put(new(queued, before, without));
    }

    private async Task<bool> PutAsync(
        YearPaperKey paper, EmailAddress to, DocumentLanguage language, string community, CancellationToken cancellation)
    {
        var key = SentYears.Key(paper.Year, paper.Number, paper.Paper, to);
        if ((await outbox.StandingAsync(paper.Community, [key], cancellation)).Count > 0) return false;
        if (await store.HtmlAsync(paper, cancellation) is not { } html || await store.PdfAsync(paper, cancellation) is not { } pdf)
            return false;
        var words = writer.Cover(community, paper.Year, paper.Number, language);
        var letter = new Letter(
            LetterKind.YearAccount, key, to, words.Subject, html, words.Text, [new(NameOf(paper), "application/pdf", pdf)]);
        return LetterCheck.Problem(letter) is null && (await outbox.PutAsync(paper.Community, letter, cancellation)).IsNew;
    }

    /// <summary>The name of a paper as a file: it says year and numbers, and nobody's name.</summary>
    public static string NameOf(YearPaperKey paper) =>
        FormattableString.Invariant($"conto-{paper.Year}-{paper.Number}-{paper.Paper:0000}.pdf");
}
