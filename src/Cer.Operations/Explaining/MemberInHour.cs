using Cer.Domain;
using Cer.Domain.Codes;

namespace Cer.Operations.Explaining;

/// <summary>A member in one hour.</summary>
/// <param name="Withdrawn">What its points that count took from the grid.</param>
/// <param name="Injected">What they gave to it.</param>
/// <param name="Shared">Its part of what the community shared.</param>
/// <param name="Points">Points that count.</param>
/// <param name="Missing">Points that are left out, because something of them is missing.</param>
/// <param name="Quality">The least certain quality of its readings; null when no point counts.</param>
/// <param name="Estimate">
/// EUR that the hour adds to what the month deals out by shared energy, an estimate: the regolamento deals out months,
/// not hours. Null when nothing is dealt so.
/// </param>
public sealed record MemberInHour(
    Energy Withdrawn, Energy Injected, Energy Shared, int Points, int Missing, Quality? Quality, decimal? Estimate);
