using System.Globalization;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Exchange.Submissions;
using Cer.Operations.Submitting;
using NodaTime;

namespace Cer.Operations.GseRequests;

/// <summary>What is typed or loaded at the portal: points with their holders (table A), and plants with their sections.</summary>
public static class PortalTables
{
    private static readonly IReadOnlyList<PackageField> Held =
    [
        new("pod", FieldKind.Text, true), new("storage", FieldKind.Text), new("category", FieldKind.Text, true),
        new("legal_form", FieldKind.Text), new("vat_holder", FieldKind.Text), new("professional_firm", FieldKind.Text),
        new("last_name", FieldKind.Text), new("first_name", FieldKind.Text), new("tax_id", FieldKind.Text),
        new("vat_number", FieldKind.Text), new("activity", FieldKind.Text), new("company_name", FieldKind.Text),
        new("from", FieldKind.Day, true), new("to", FieldKind.Day),
    ];

    /// <summary>The points of a day with who holds them.</summary>
    public static PackageTable Members(EnergyCommunity community, IReadOnlyList<GseRequestSheet> sheets, LocalDate day)
    {
        var known = sheets.Where(sheet => sheet.Subject == GseRequestSubject.Member)
            .ToDictionary(sheet => sheet.Code, StringComparer.Ordinal);
        var members = community.Members.ToDictionary(member => member.Id, StringComparer.Ordinal);
        return new("members", "member", Held,
        [
            .. community.Pods.Where(point => point.Covers(day)).OrderBy(point => point.Pod, CodePointOrder.Instance).Select(point =>
            {
                var facts = known.TryGetValue(point.Member, out var sheet) ? sheet.Facts : new Dictionary<string, string>();
                string? Fact(string name) => facts.GetValueOrDefault(name);
                return (IReadOnlyList<object?>)
                [
                    point.Pod, Fact("storage"), CodeLists.Categories.Word(members[point.Member].Category), Fact("legal_form"),
                    Fact("vat_number") is null ? "no" : "yes", Fact("professional_firm"), Fact("last_name"), Fact("first_name"),
                    Fact("tax_id"), Fact("vat_number"), Fact("activity"), Fact("company_name"), point.From, point.To,
                ];
            }),
        ]);
    }

    /// <summary>The sections with their plants.</summary>
    public static PackageTable Plants(EnergyCommunity community, IReadOnlyList<GseRequestSheet> sheets)
    {
        var facts = sheets.ToDictionary(sheet => (sheet.Subject, sheet.Code), sheet => sheet.Facts);
        var (plant, unit) = (GseRequestFields.Of(GseRequestSubject.Plant), GseRequestFields.Of(GseRequestSubject.Unit));
        IReadOnlyList<PackageField> fields =
        [
            new("unit", FieldKind.Text, true), new("plant", FieldKind.Text, true), new("pod", FieldKind.Text, true),
            new("source", FieldKind.Text, true), new("power_kw", FieldKind.Number, true), new("in_service", FieldKind.Day, true),
            new("grant_percent", FieldKind.Number, true), new("obligation_kw", FieldKind.Number, true),
            new("superbonus_kw", FieldKind.Number, true),
            .. unit.Concat(plant).Select(field => new PackageField(field.Name, FieldKind.Text)),
        ];
        return new("plants", "plant", fields,
        [
            .. community.UnitsByAge().Select(one => (IReadOnlyList<object?>)
            [
                one.Id, one.Plant, one.Pod, CodeLists.Sources.Word(one.Source), one.PowerKw, one.InService, one.GrantPercent,
                one.ObligationKw, one.SuperbonusKw,
                .. unit.Select(field => facts.GetValueOrDefault((GseRequestSubject.Unit, one.Id))?.GetValueOrDefault(field.Name)),
                .. plant.Select(field => facts.GetValueOrDefault((GseRequestSubject.Plant, one.Plant))?.GetValueOrDefault(field.Name)),
            ]),
        ]);
    }

    /// <summary>What packages take from the request.</summary>
    public static PlantCodes CodesOf(string community, IReadOnlyList<GseRequestSheet> sheets) => new()
    {
        Community = community,
        Configuration = Facts(sheets, GseRequestSubject.Configuration, "gse_code").Values.FirstOrDefault(),
        Censimp = Facts(sheets, GseRequestSubject.Plant, "censimp"),
        Section = Facts(sheets, GseRequestSubject.Unit, "section"),
        Places = Facts(sheets, GseRequestSubject.Plant, "latitude").Join(
            Facts(sheets, GseRequestSubject.Plant, "longitude"), north => north.Key, east => east.Key,
            (north, east) => (north.Key, Place: (Degrees(north.Value), Degrees(east.Value))))
            .ToDictionary(place => place.Key, place => place.Place, StringComparer.Ordinal),
    };

    private static Dictionary<string, string> Facts(IReadOnlyList<GseRequestSheet> sheets, GseRequestSubject subject, string field) =>
        sheets.Where(sheet => sheet.Subject == subject && sheet.Facts.ContainsKey(field))
            .ToDictionary(sheet => sheet.Code, sheet => sheet.Facts[field], StringComparer.Ordinal);

    private static decimal Degrees(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
