using NodaTime;

namespace Cer.Operations.Paying;

/// <summary>An entry of a ledger as it was kept.</summary>
/// <param name="Id">The store's number.</param>
/// <param name="What">What was entered.</param>
/// <param name="PlantCode">Code of the plant; null when it is for all of them.</param>
/// <param name="By">Who entered it.</param>
/// <param name="At">When.</param>
/// <param name="Reverses">The entry that it takes back; null for one of its own.</param>
/// <param name="Reason">Why it takes it back.</param>
/// <param name="ReversedBy">The entry that takes this one back; null while it stands.</param>
public sealed record MoneyEntry(
    long Id, NewEntry What, string? PlantCode, string By, Instant At, long? Reverses, string? Reason, long? ReversedBy)
{
    /// <summary>Whether it counts: neither taken back nor the row that takes another back.</summary>
    public bool Stands => Reverses is null && ReversedBy is null;
}
