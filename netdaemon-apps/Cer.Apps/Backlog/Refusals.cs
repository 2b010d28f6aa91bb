namespace Cer.Apps;

/// <summary>Reads what a door said of the items of a list: which rows it will never take, and which it takes later.</summary>
public static class Refusals
{
    private const string Early = "the platform says that a quarter of an hour is not over: look at both clocks";

    /// <param name="faults">The numbers of items, from 1, and what is wrong with them.</param>
    /// <param name="rows">The rows that were sent.</param>
    /// <param name="items">The rows of each item.</param>
    public static DoorAnswer Of(
        IEnumerable<(long Item, string? Field, string? Found, string? Expected)> faults,
        IReadOnlyList<EnergyRow> rows,
        IReadOnlyList<IReadOnlyList<EnergyRow>> items)
    {
        Dictionary<int, string> bad = [];
        HashSet<int> early = [];
        foreach (var (item, field, found, expected) in faults)
        {
            if (item < 1 || item > items.Count) continue;
            var isEarly = field == "start" && found?.Contains("future", StringComparison.Ordinal) == true;
            for (var i = 0; i < rows.Count; i++)
            {
                if (!items[(int)item - 1].Any(row => IsSame(row, rows[i]))) continue;
                if (isEarly) early.Add(i);
                else bad.TryAdd(i, $"{field}: found {found}, expected {expected}");
            }
        }

        // What is wrong with the rest it says again when the early ones are not among them.
        return early.Count > 0 ? new DoorAnswer.TooEarly(Early) { Rows = early } : new DoorAnswer.Refused(bad, "faults in the list");
    }

    private static bool IsSame(EnergyRow one, EnergyRow other) =>
        (one.Pod, one.Plant, one.Start, one.Quantity) == (other.Pod, other.Plant, other.Start, other.Quantity);
}
