namespace Cer.Operations.Paying.Payouts;

/// <summary>The words of payments, as the store and the interface write them.</summary>
public static class PaymentWords
{
    private static readonly string[] States = ["open", "sent", "booked", "rejected", "returned", "cancelled"];

    /// <summary>What can be told of a payment that was sent.</summary>
    public static IReadOnlyList<string> Outcomes { get; } = ["booked", "rejected", "returned"];

    public static string Word(this PaymentState state) => States[(int)state];

    public static PaymentState Of(string word) => (PaymentState)Array.IndexOf(States, word);
}
