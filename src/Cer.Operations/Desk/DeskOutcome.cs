namespace Cer.Operations.Desk;

/// <summary>What became of something asked of the desk.</summary>
public abstract record DeskOutcome
{
    private DeskOutcome()
    {
    }

    /// <summary>It would go like this; nothing was stored.</summary>
    public sealed record Planned(DeskPlan Plan) : DeskOutcome;

    /// <summary>It is stored.</summary>
    public sealed record Kept(int Act, int Version, DeskPlan Plan) : DeskOutcome;

    /// <summary>Fields are wrong; nothing was stored.</summary>
    public sealed record Refused(IReadOnlyList<FieldFault> Faults) : DeskOutcome;

    /// <summary>Somebody else changed the definition meanwhile; nothing was stored.</summary>
    public sealed record Stale(int Found, int Expected) : DeskOutcome;

    /// <summary>It cannot be taken back.</summary>
    public sealed record NotAllowed(string Sentence) : DeskOutcome;

    public sealed record Unknown : DeskOutcome;
}
