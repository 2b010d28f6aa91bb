using Cer.Domain.Banking;
using NodaTime;

namespace Cer.Exchange.Sepa;

/// <summary>Payments that a bank is asked to make on a day from an account.</summary>
public sealed record CreditTransferOrder
{
    /// <summary>What the file is known by: at most 35 letters and digits.</summary>
    public required string Message { get; init; }

    public required Instant MadeAt { get; init; }

    /// <summary>The day on which the bank is asked to pay.</summary>
    public required LocalDate Day { get; init; }

    /// <summary>Who pays.</summary>
    public required string Holder { get; init; }

    public required Iban Account { get; init; }

    /// <summary>The bank of the account; null where the IBAN says it.</summary>
    public required string? Bic { get; init; }

    public required IReadOnlyList<CreditTransfer> Transfers { get; init; }
}
