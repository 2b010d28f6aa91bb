using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>What became of keeping an act.</summary>
public abstract record ActOutcome
{
    private ActOutcome()
    {
    }

    public sealed record Kept(int Act, int Version, IReadOnlyList<YearMonth> Months) : ActOutcome;

    /// <summary>The definition is another one by now.</summary>
    public sealed record Stale(int Found) : ActOutcome;

    /// <summary>A month that would change is closed.</summary>
    public sealed record Closed(YearMonth Month) : ActOutcome;

    /// <summary>A point is in another configuration of the same legal community.</summary>
    public sealed record Elsewhere(string Configuration) : ActOutcome;

    /// <summary>The delegate's address is that of several accounts.</summary>
    public sealed record ManyAccounts : ActOutcome;

    /// <summary>It was taken back already.</summary>
    public sealed record Undone : ActOutcome;
}
