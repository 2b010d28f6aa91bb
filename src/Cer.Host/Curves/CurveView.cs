using Cer.Host.Viewing;
using Cer.Operations.Importing;
using Cer.Operations.Viewing;
using NodaTime.Text;

namespace Cer.Host.Curves;

/// <summary>What a curve file would do, as the interface tells it: points by number and the last four characters.</summary>
internal sealed record CurveView(
    string Sha256,
    bool NeedsConfirmation,
    long? AppliedBefore,
    long? Import,
    int Added,
    int Unchanged,
    int Changed,
    IReadOnlyList<CurveView.FaultRow> Faults,
    IReadOnlyList<CurveView.WarningRow> Warnings,
    IReadOnlyList<CurveView.DayRow> Days,
    int MoreDays)
{
    private const int MostDays = 1000;
    private const int MostRows = 200;

    public static CurveView Of(CurveReport report, RegistryNumbers numbers) => new(
        report.Sha256,
        report.NeedsConfirmation,
        report.AppliedBefore,
        report.Import,
        report.Added,
        report.Unchanged,
        report.Changed,
        [
            .. report.Faults.Faults.Take(MostRows).Select(fault => new FaultRow(
                PodMask.Of(fault.File), fault.Line, fault.Field, PodMask.Of(fault.Found), PodMask.Of(fault.Expected),
                FindingCode.OfFault(fault.Found, fault.Expected))),
        ],
        [
            .. report.Warnings.OrderByDescending(warning => warning.NeedsConfirmation).Take(MostRows).Select(warning => new WarningRow(
                PodMask.Of(warning.File), warning.Line, warning.Field, PodMask.Of(warning.Sentence), warning.NeedsConfirmation,
                FindingCode.OfWarning(warning.Sentence))),
        ],
        [
            .. report.Days.Take(MostDays).Select(day => new DayRow(
                numbers.Points.GetValueOrDefault(day.Pod.Code), RegistryNumbers.Label(day.Pod.Code), LocalDatePattern.Iso.Format(day.Day),
                day.Added, day.Unchanged, day.Changed, day.Missing)),
        ],
        Math.Max(0, report.Days.Count - MostDays));

    internal sealed record FaultRow(string File, long Line, string Field, string Found, string Expected, string Code);

    internal sealed record WarningRow(string File, long Line, string Field, string Words, bool NeedsConfirmation, string Code);

    internal sealed record DayRow(int Point, string Label, string Day, int Added, int Unchanged, int Changed, int Missing);
}
