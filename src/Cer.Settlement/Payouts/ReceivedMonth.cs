using Cer.Domain;
using NodaTime;

namespace Cer.Settlement.Payouts;

/// <summary>A month that was approved, and what came in for its energy.</summary>
/// <param name="Month">The month.</param>
/// <param name="Gross">What its payable is of, corrections that it has taken included.</param>
/// <param name="Members">What of it is members'.</param>
/// <param name="Received">What GSE paid for the energy of the month.</param>
/// <param name="Taken">What payments to members have taken of it.</param>
public sealed record ReceivedMonth(YearMonth Month, Money Gross, Money Members, Money Received, Money Taken);
