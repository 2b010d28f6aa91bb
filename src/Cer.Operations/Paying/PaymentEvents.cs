using Cer.Domain;

namespace Cer.Operations.Paying;

/// <summary>The events by which flows hear of payments.</summary>
public static class PaymentEvents
{
    /// <summary>Somebody approved amounts of a month: who waits for approvals looks again.</summary>
    public static string Approved(MarketMonth month) => $"cer:payables-approved:{month}";

    /// <summary>Somebody approved a batch of payments, or gave it up.</summary>
    public static string Payout(int payout) => FormattableString.Invariant($"cer:payout:{payout}");
}
