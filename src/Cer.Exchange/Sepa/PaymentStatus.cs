using NodaTime;

namespace Cer.Exchange.Sepa;

/// <summary>What a bank says of payments that it was sent.</summary>
/// <param name="Message">The file that they were in.</param>
/// <param name="EndToEnd">Which one; null where it is all of the file.</param>
/// <param name="Status">A code of ISO 20022: RJCT is refused.</param>
/// <param name="Code">Why; null where it does not say.</param>
/// <param name="Day">The day on which the bank says it.</param>
public sealed record PaymentStatus(string Message, string? EndToEnd, string Status, string? Code, LocalDate Day)
{
    public bool IsRejected => Status == "RJCT";
}
