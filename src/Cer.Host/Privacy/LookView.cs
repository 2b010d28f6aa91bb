using Cer.Domain;
using Cer.Host.Viewing;
using Cer.Operations.Privacy;
using NodaTime.Text;

namespace Cer.Host.Privacy;

/// <summary>A look at the member's data as JSON: who, in which roles, when, at what; never what was seen.</summary>
internal sealed record LookView(
    long Id, string At, string Day, string Who, IReadOnlyList<string> Roles, string Kind, string Page, bool OfAll,
    string? Token, string? TokenBy)
{
    public static IReadOnlyList<CsvColumn<LookView>> Columns { get; } =
    [
        new("Quando (UTC)", look => look.At),
        new("Giorno", look => look.Day),
        new("Chi", look => look.Who),
        new("Ruoli", look => string.Join(' ', look.Roles)),
        new("Che cosa", look => look.Kind),
        new("Pagina", look => look.Page),
        new("Tabella di tutti i membri", look => look.OfAll),
        new("Con il token", look => look.Token),
        new("Token creato da", look => look.TokenBy),
    ];

    public static LookView Of(SeenLook look) => new(
        look.Id,
        InstantPattern.General.Format(look.At),
        LocalDatePattern.Iso.Format(look.At.InZone(MarketHour.Rome).Date),
        look.Who,
        look.Roles,
        look.Kind,
        look.Page,
        look.OfAll,
        look.Token,
        look.TokenBy);
}
