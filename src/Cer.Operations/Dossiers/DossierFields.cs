namespace Cer.Operations.Dossiers;

/// <summary>What a request asks for beside the declaration of the community: Regole Operative, annex 2, pp. 66-69.</summary>
/// <remarks>The file of members for the portal has no public layout: its columns follow what others have published of it.</remarks>
public static class DossierFields
{
    /// <summary>Code of the one configuration.</summary>
    public const string Whole = "-";

    private static readonly IReadOnlyList<DossierField> Configuration =
    [
        new("gse_code", DossierKind.Text),
        new("referent_name", DossierKind.Text, true),
        new("referent_tax_id", DossierKind.TaxId, true),
        new("referent_pec", DossierKind.Email),
    ];

    private static readonly IReadOnlyList<DossierField> Plant =
    [
        new("producer_name", DossierKind.Text, true),
        new("producer_tax_id", DossierKind.TaxId, true),
        new("producer_relation", DossierKind.Choice, true, ["member", "third_party"]),
        new("producer_activity", DossierKind.Activity),
        new("censimp", DossierKind.Text, true),
        new("sapr", DossierKind.Text),
        new("mount", DossierKind.Choice, true, ["roof", "ground", "canopy", "other"]),
        new("works", DossierKind.Choice, true, ["new", "upgrade"]),
        new("address", DossierKind.Text, true),
        new("municipality", DossierKind.Text, true),
        new("cadastral_sheet", DossierKind.Text, true),
        new("cadastral_parcel", DossierKind.Text, true),
        new("latitude", DossierKind.Degrees),
        new("longitude", DossierKind.Degrees),
        new("permit", DossierKind.Text, true),
        new("start_asked", DossierKind.Day, true),
    ];

    private static readonly IReadOnlyList<DossierField> Unit =
    [
        new("section", DossierKind.Text, true),
        new("outside_building", DossierKind.Flag),
        new("incentive_requested", DossierKind.Flag, true),
    ];

    private static readonly IReadOnlyList<DossierField> Member =
    [
        new("tax_id", DossierKind.TaxId, true),
        new("vat_number", DossierKind.VatNumber),
        new("activity", DossierKind.Activity),
        new("first_name", DossierKind.Text),
        new("last_name", DossierKind.Text),
        new("company_name", DossierKind.Text),
        new("legal_form", DossierKind.Text),
        new("professional_firm", DossierKind.Flag),
        new("storage", DossierKind.Flag),
    ];

    public static IReadOnlyList<DossierField> Of(DossierSubject subject) => subject switch
    {
        DossierSubject.Configuration => Configuration,
        DossierSubject.Plant => Plant,
        DossierSubject.Unit => Unit,
        _ => Member,
    };

    public static string Word(DossierSubject subject) => subject switch
    {
        DossierSubject.Configuration => "configuration",
        DossierSubject.Plant => "plant",
        DossierSubject.Unit => "unit",
        _ => "member",
    };

    public static DossierSubject? Subject(string word) =>
        Enum.GetValues<DossierSubject>().Where(subject => Word(subject) == word).Select(subject => (DossierSubject?)subject).FirstOrDefault();
}
