using Cer.Domain;

namespace Cer.Settlement.Payments;

/// <summary>Whether enterprises get no part of the surplus: what they are dealt of the tariff stays within C - C_ecc.</summary>
/// <remarks>Source: Regole Operative pp. 17 and 39; the update of 16 July 2025, par. 2.2.2.1.3.</remarks>
/// <param name="Enterprises">What all enterprises together are dealt of tariff and surplus.</param>
/// <param name="Limit">The tariff less the surplus.</param>
public sealed record SurplusCheck(Money Enterprises, Money Limit)
{
    public bool IsMet => Enterprises.Cents <= Math.Max(0, Limit.Cents);

    /// <summary>The check of several months together.</summary>
    public static SurplusCheck operator +(SurplusCheck left, SurplusCheck right) =>
        new(left.Enterprises + right.Enterprises, left.Limit + right.Limit);

    public static SurplusCheck Add(SurplusCheck left, SurplusCheck right) => left + right;
}
