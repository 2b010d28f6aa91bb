using NodaTime;

namespace Cer.Operations.Privacy;

/// <summary>What a member asks of the staff, with what was answered.</summary>
/// <param name="Id">The store's number.</param>
/// <param name="Member">Who asks.</param>
/// <param name="Kind">leave, erasure, amount or consent.</param>
/// <param name="Month">The month whose amount is contested; null otherwise.</param>
/// <param name="Hour">The hour of it; null for the whole month.</param>
/// <param name="Text">What the member wrote.</param>
/// <param name="At">When.</param>
/// <param name="State">open, in_hand, accepted, refused or withdrawn.</param>
/// <param name="Steps">What both sides said since, in order.</param>
public sealed record MemberRequest(
    long Id, int Member, string Kind, YearMonth? Month, Instant? Hour, string Text, Instant At, string State,
    IReadOnlyList<RequestStep> Steps)
{
    /// <summary>By when an answer is due: within a month.</summary>
    /// <remarks>Source: Regulation (EU) 2016/679, art. 12(3).</remarks>
    public LocalDate Due => At.InZone(Domain.MarketHour.Rome).Date.PlusMonths(1);

    /// <summary>Who asked for the member by a delegation; null when it asked itself.</summary>
    public string? By { get; init; }

    public bool IsOpen => State is "open" or "in_hand";
}
