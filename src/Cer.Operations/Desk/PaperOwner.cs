namespace Cer.Operations.Desk;

/// <summary>What a scan belongs to.</summary>
public abstract record PaperOwner
{
    private PaperOwner()
    {
    }

    /// <param name="Id">The act.</param>
    /// <param name="Member">Of which of its members, by the store's number; null where it is about one.</param>
    public sealed record OfAct(int Id, int? Member) : PaperOwner;

    public sealed record OfDelegation(int Id) : PaperOwner;
}
