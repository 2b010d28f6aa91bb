namespace Cer.Operations.Desk;

/// <summary>What became of recording a delegation.</summary>
public abstract record DelegateOutcome
{
    private DelegateOutcome()
    {
    }

    public sealed record Recorded(int Id) : DelegateOutcome;

    /// <summary>The latest definition has no such member.</summary>
    public sealed record NoMember : DelegateOutcome;

    /// <summary>The delegate's address is that of several accounts.</summary>
    public sealed record ManyAccounts : DelegateOutcome;
}
