using Cer.Domain.Codes;

namespace Cer.Reporting.Texts;

/// <summary>How people call the categories of members.</summary>
internal static class Categories
{
    /// <summary>Of many.</summary>
    public static string Plural(Speech say, MemberCategory category) => category switch
    {
        MemberCategory.NaturalPerson => say.T("Famiglie e persone", "Households and persons"),
        MemberCategory.Sme => say.T("Piccole e medie imprese", "Small and medium enterprises"),
        MemberCategory.LargeEnterprise => say.T("Grandi imprese", "Large enterprises"),
        MemberCategory.LocalAuthority => say.T("Enti locali", "Local authorities"),
        MemberCategory.TerritorialBody => say.T("Enti territoriali", "Territorial bodies"),
        MemberCategory.ReligiousBody => say.T("Enti religiosi", "Religious bodies"),
        MemberCategory.ThirdSector => say.T("Terzo settore", "Third sector"),
        MemberCategory.EnvironmentalBody => say.T("Enti di protezione ambientale", "Environmental bodies"),
        MemberCategory.ResearchBody => say.T("Enti di ricerca", "Research bodies"),
        MemberCategory.LocalPublicAdministration => say.T("Amministrazioni locali", "Local administrations"),
        MemberCategory.Condominium => say.T("Condomìni", "Condominiums"),
        MemberCategory.ThirdPartyProducer => say.T("Produttori terzi", "Third-party producers"),
        _ => say.T("Comunità energetica", "Energy community"),
    };

    /// <summary>Of one.</summary>
    public static string Singular(Speech say, MemberCategory category) => category switch
    {
        MemberCategory.NaturalPerson => say.T("persona fisica", "natural person"),
        MemberCategory.Sme => say.T("piccola o media impresa", "small or medium enterprise"),
        MemberCategory.LargeEnterprise => say.T("grande impresa", "large enterprise"),
        MemberCategory.LocalAuthority => say.T("ente locale", "local authority"),
        MemberCategory.TerritorialBody => say.T("ente territoriale", "territorial body"),
        MemberCategory.ReligiousBody => say.T("ente religioso", "religious body"),
        MemberCategory.ThirdSector => say.T("ente del terzo settore", "third-sector body"),
        MemberCategory.EnvironmentalBody => say.T("ente di protezione ambientale", "environmental body"),
        MemberCategory.ResearchBody => say.T("ente di ricerca", "research body"),
        MemberCategory.LocalPublicAdministration => say.T("amministrazione locale", "local administration"),
        MemberCategory.Condominium => say.T("condominio", "condominium"),
        MemberCategory.ThirdPartyProducer => say.T("produttore terzo", "third-party producer"),
        _ => say.T("comunità energetica", "energy community"),
    };
}
