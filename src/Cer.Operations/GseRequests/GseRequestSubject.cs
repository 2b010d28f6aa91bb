namespace Cer.Operations.GseRequests;

/// <summary>What a part of the request to GSE is about.</summary>
public enum GseRequestSubject
{
    Configuration,
    Plant,
    Unit,
    Member,
}
