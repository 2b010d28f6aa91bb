using Cer.Operations.Ports;
using Cer.Settlement.Months;

namespace Cer.Operations.Settling;

/// <summary>A month of which some days changed: the month, those days, and the hours of their units.</summary>
internal sealed record AmendedMonth(MonthSettlement Month, IReadOnlyList<SettledDay> Days, IReadOnlyList<UnitHour> Hours);
