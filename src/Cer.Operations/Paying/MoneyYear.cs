using Cer.Operations.Ports;
using Cer.Settlement.Payments;

namespace Cer.Operations.Paying;

/// <summary>A year of energy with its money.</summary>
/// <param name="Year">Calendar year of the energy.</param>
/// <param name="Months">The months in which a unit is active.</param>
/// <param name="Fees">GSE's fees for the year.</param>
/// <param name="Payments">The payment days on which money of the year falls due, with all that falls due on them.</param>
/// <param name="Entries">What was entered for its months.</param>
/// <param name="Settled">The settled months, as the month table has them.</param>
public sealed record MoneyYear(
    int Year,
    IReadOnlyList<MonthMoney> Months,
    IReadOnlyList<FeeCharge> Fees,
    IReadOnlyList<Payment> Payments,
    IReadOnlyList<MoneyEntry> Entries,
    IReadOnlyList<MonthRow> Settled);
