namespace Cer.Domain.Codes;

/// <summary>The legal kind of a member; it decides the exemption from the factor F and the surplus.</summary>
public enum MemberCategory
{
    NaturalPerson,
    Sme,
    LargeEnterprise,
    LocalAuthority,
    TerritorialBody,
    ReligiousBody,
    ThirdSector,
    EnvironmentalBody,
    ResearchBody,
    LocalPublicAdministration,
    Condominium,
    ThirdPartyProducer,
    Cer,
}
