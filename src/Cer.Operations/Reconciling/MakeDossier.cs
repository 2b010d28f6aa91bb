using System.Globalization;
using Cer.Domain;
using Cer.Operations.Demo;
using Cer.Operations.Documents;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>Writes a discrepancy down for GSE: computed anew, pressed, numbered, archived.</summary>
public sealed class MakeDossier(
    ReadReconciliation read,
    ICommunityStore communities,
    IReconciliationStore kept,
    IDossierWriter writer,
    IPdfPress press,
    TimeProvider time)
{
    private const int MostTries = 5;

    public async Task<DossierOutcome> RunAsync(
        CommunityId community, MarketMonth month, string key, DocumentLanguage language, string who, CancellationToken cancellation)
    {
        if (await read.YearAsync(community, month.Year, cancellation) is not { } year
            || !year.Rows.TryGetValue(month, out var row)
            || year.States.FirstOrDefault(state => state.Ground.Month == month) is not { } state
            || await communities.LoadAsync(community, null, cancellation) is not { } definition) return new DossierOutcome.NotThere();
        var found = Reconciliation.Month(state, await read.MaterialAsync(community, row, cancellation));
        if (Discrepancy.Of(found).FirstOrDefault(one => one.KeyOf(year.Numbers.Points) == key) is not { } difference)
            return new DossierOutcome.NotThere();
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var inRome = now.InZone(MarketHour.Rome).Year;
        for (var tries = 0; tries < MostTries; tries++)
        {
            var number = new DocumentNumber(inRome, await kept.NextDossierAsync(community, inRome, cancellation));
            var subject = new DossierSubject(
                definition.Community.Name,
                definition.Community.PrimarySubstation,
                number,
                difference,
                state.Ground.Advised,
                state.Ground.Tolerances,
                (row.RunId, row.Program),
                now,
                row.RuleIds.Any(DemoRules.IsInvented),
                language);
            var html = await writer.HtmlAsync(subject);
            var name = string.Create(CultureInfo.InvariantCulture, $"cer-dossier-{community.Value}-{number}");
            var pressed = await PressAsync(html, name, now, cancellation);
            if (pressed is not PressOutcome.Made made)
                return new DossierOutcome.Refused(pressed is PressOutcome.Broken broken ? broken.Sentence : "Found no PDF, expected one.");
            var id = await kept.AddDossierAsync(
                community,
                new()
                {
                    Number = number,
                    Month = row.Settled.Month,
                    Item = difference.Rows[0].Key.Item.Word(),
                    Scope = key.Length <= 80 ? key : key[..80],
                    Language = language,
                    Cause = difference.Cause?.Kind.Word(),
                    Pages = made.Pages,
                    Html = html,
                    Pdf = made.Pdf,
                    Data = writer.Data(subject),
                    Who = who,
                    At = now,
                },
                cancellation);
            // Somebody took the number meanwhile: the next one is written and pressed anew.
            if (id is { } archived) return new DossierOutcome.Made(archived, $"{number}");
        }

        return new DossierOutcome.Refused("Found numbers that others took each time, expected a free one: try again.");
    }

    private async Task<PressOutcome> PressAsync(string html, string name, Instant now, CancellationToken cancellation)
    {
        try
        {
            return await press.PressAsync(html, name, now, cancellation);
        }
        catch (PressException missing)
        {
            return new PressOutcome.Broken(missing.Message);
        }
    }
}
