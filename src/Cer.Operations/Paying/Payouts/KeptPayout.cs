using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Paying.Payouts;

/// <summary>A batch of payments.</summary>
public sealed record KeptPayout
{
    public required int Id { get; init; }

    /// <summary>The day on which the bank is asked to pay.</summary>
    public required LocalDate Day { get; init; }

    public required int Approvers { get; init; }

    /// <summary>A list for the treasurer, or a file for the bank.</summary>
    public required bool IsList { get; init; }

    public required string Mark { get; init; }

    /// <summary>The account that is paid from, as it was then.</summary>
    public required BankAccount From { get; init; }

    public required string? Bic { get; init; }

    public required string By { get; init; }

    public required Instant At { get; init; }

    public required IReadOnlyList<Approval> Approvals { get; init; }

    /// <summary>Why it was given up; null while it was not.</summary>
    public required string? EndedFor { get; init; }

    /// <summary>When its file was made; null while it was not.</summary>
    public required Instant? SentAt { get; init; }

    /// <summary>Hash of the file.</summary>
    public required string? FileSha256 { get; init; }

    /// <summary>Whether what it stands on is another by now: it is given up and drafted anew.</summary>
    public required bool IsStale { get; init; }

    public required IReadOnlyList<KeptPayment> Payments { get; init; }

    public bool IsApproved => Approvals.Count >= Approvers;

    public Money Total => Payments.Aggregate(Money.Zero, (sum, payment) => sum + payment.Amount);

    /// <summary>What its file is known by; a payment adds its place.</summary>
    public static string MessageOf(int community, int payout) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"CER{community}P{payout}");
}
