namespace Cer.Operations.GseRequests;

/// <summary>What a request asks for beside the declaration of the community: Regole Operative, annex 2, pp. 66-69.</summary>
/// <remarks>The file of members for the portal has no public layout: its columns follow what others have published of it.</remarks>
public static class GseRequestFields
{
    /// <summary>Code of the one configuration.</summary>
    public const string Whole = "-";

    private static readonly IReadOnlyList<GseRequestField> Configuration =
    [
        new("gse_code", GseRequestKind.Text),
        new("referent_name", GseRequestKind.Text, true),
        new("referent_tax_id", GseRequestKind.TaxId, true),
        new("referent_pec", GseRequestKind.Email),
    ];

    private static readonly IReadOnlyList<GseRequestField> Plant =
    [
        new("producer_name", GseRequestKind.Text, true),
        new("producer_tax_id", GseRequestKind.TaxId, true),
        new("producer_relation", GseRequestKind.Choice, true, ["member", "third_party"]),
        new("producer_activity", GseRequestKind.Activity),
        new("censimp", GseRequestKind.Text, true),
        new("sapr", GseRequestKind.Text),
        new("mount", GseRequestKind.Choice, true, ["roof", "ground", "canopy", "other"]),
        new("works", GseRequestKind.Choice, true, ["new", "upgrade"]),
        new("address", GseRequestKind.Text, true),
        new("municipality", GseRequestKind.Text, true),
        new("cadastral_sheet", GseRequestKind.Text, true),
        new("cadastral_parcel", GseRequestKind.Text, true),
        new("latitude", GseRequestKind.Degrees),
        new("longitude", GseRequestKind.Degrees),
        new("permit", GseRequestKind.Text, true),
        new("start_asked", GseRequestKind.Day, true),
    ];

    private static readonly IReadOnlyList<GseRequestField> Unit =
    [
        new("section", GseRequestKind.Text, true),
        new("outside_building", GseRequestKind.Flag),
        new("incentive_requested", GseRequestKind.Flag, true),
    ];

    private static readonly IReadOnlyList<GseRequestField> Member =
    [
        new("tax_id", GseRequestKind.TaxId, true),
        new("vat_number", GseRequestKind.VatNumber),
        new("activity", GseRequestKind.Activity),
        new("first_name", GseRequestKind.Text),
        new("last_name", GseRequestKind.Text),
        new("company_name", GseRequestKind.Text),
        new("legal_form", GseRequestKind.Text),
        new("professional_firm", GseRequestKind.Flag),
        new("storage", GseRequestKind.Flag),
    ];

    public static IReadOnlyList<GseRequestField> Of(GseRequestSubject subject) => subject switch
    {
        GseRequestSubject.Configuration => Configuration,
        GseRequestSubject.Plant => Plant,
        GseRequestSubject.Unit => Unit,
        _ => Member,
    };

    public static string Word(GseRequestSubject subject) => subject switch
    {
        GseRequestSubject.Configuration => "configuration",
        GseRequestSubject.Plant => "plant",
        GseRequestSubject.Unit => "unit",
        _ => "member",
    };

    public static GseRequestSubject? Subject(string word) =>
        Enum.GetValues<GseRequestSubject>().Where(subject => Word(subject) == word)
            .Select(subject => (GseRequestSubject?)subject).FirstOrDefault();
}
