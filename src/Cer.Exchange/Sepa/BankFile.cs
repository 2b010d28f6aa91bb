using Cer.Domain.Banking;

namespace Cer.Exchange.Sepa;

/// <summary>What a bank sent, read; or why it cannot be.</summary>
public abstract record BankFile
{
    private BankFile()
    {
    }

    /// <summary>A statement of account: CAMT.053, or movements as a table.</summary>
    /// <param name="Accounts">The accounts that it is of; none where a table does not say it.</param>
    /// <param name="Movements">What was booked.</param>
    public sealed record Statement(IReadOnlyList<Iban> Accounts, IReadOnlyList<BankMovement> Movements) : BankFile;

    /// <summary>What became of a file of payments before they were booked: pain.002.</summary>
    public sealed record Report(IReadOnlyList<PaymentStatus> Statuses) : BankFile;

    /// <summary>Neither: a sentence says what was found and what was expected.</summary>
    public sealed record Refused(string Sentence) : BankFile;
}
