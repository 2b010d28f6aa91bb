using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Desk;

/// <summary>Faults that are found before an act is kept and, by another's haste, also while it is.</summary>
internal static class DeskFaults
{
    /// <summary>A month that would change is closed: told where the form has its day; of a file in each row that would change it.</summary>
    public static IReadOnlyList<FieldFault> Closed(YearMonth month, DeskAct? act) => act switch
    {
        DeskAct.Enrol { ByFile: true } file =>
        [
            .. file.Members.Where(one => one.From.ToYearMonth().CompareTo(month) <= 0).Take(DeskFileReader.MostFaults)
                .Select(one => Closed(month, $"{one.Place}day")),
        ],
        DeskAct.ChangeUnit { InService: null } => [Closed(month, "powerKw")],
        DeskAct.ChangeUnit => [Closed(month, "inService")],
        _ => [Closed(month, "day")],
    };

    private static FieldFault Closed(YearMonth month, string field) => new(
        field, "month_closed", $"a change of {YearMonthPattern.Iso.Format(month)}, which is closed", "a change of open months alone");

    /// <summary>The fault where no form stands that has a field.</summary>
    public static string SentenceOf(FieldFault fault) => $"Found {fault.Found}, expected {fault.Expected}.";

    /// <summary>No letter can name the pages.</summary>
    public static FieldFault NoPlace(string field) => new(
        field, "no_public_url", "no public_url in the settings", "one, or no address here: without it no letter can name the pages");

    /// <summary>By an address that several accounts have nobody can tell who is meant.</summary>
    public static FieldFault Many(string field) => new(
        field, "email_many", "an address that several accounts have", "one that a single account has, or none");

    public static FieldFault Elsewhere(string field, string configuration) => new(
        field, "pod_elsewhere", $"a point that is in the configuration {configuration} of the same legal community",
            "one configuration at a time");
}
