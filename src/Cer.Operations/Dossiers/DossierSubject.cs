namespace Cer.Operations.Dossiers;

/// <summary>What a part of the request to GSE is about.</summary>
public enum DossierSubject
{
    Configuration,
    Plant,
    Unit,
    Member,
}
