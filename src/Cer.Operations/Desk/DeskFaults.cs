using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Desk;

/// <summary>Faults that are found before an act is kept and, by another's haste, also while it is.</summary>
internal static class DeskFaults
{
    public static FieldFault Closed(YearMonth month) => new(
        "day", "month_closed", $"a change of {YearMonthPattern.Iso.Format(month)}, which is closed", "a change of open months alone");

    public static FieldFault Elsewhere(string field, string configuration) => new(
        field, "pod_elsewhere", $"a point that is in the configuration {configuration} of the same legal community",
            "one configuration at a time");
}
