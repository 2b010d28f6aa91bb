using Cer.Exchange.Faults;
using Cer.Exchange.Submissions;

namespace Cer.Host.Submitting;

/// <summary>What a layout would write: its files with their header lines, or what is wrong with it.</summary>
internal sealed record LayoutCheck(string? Name, LayoutCheck.TableView[] Tables, LayoutCheck.FaultView[] Faults)
{
    private const int MostFaults = 50;

    public static LayoutCheck Of(PackageLayout? layout, IReadOnlyList<InputFault> faults) => new(
        layout?.Id,
        [.. (layout?.Tables ?? []).Select(table => new TableView(
            table.Name, table.Source, string.Join(layout!.Separator, table.Columns.Select(column => column.Name))))],
        [.. faults.Take(MostFaults).Select(fault => new FaultView(fault.Line, fault.Field, fault.Found, fault.Expected))]);

    /// <summary>A table of the addressee, and the first line of its CSV.</summary>
    internal sealed record TableView(string Name, string Source, string Header);

    /// <summary>A fault with its line.</summary>
    internal sealed record FaultView(long Line, string Field, string Found, string Expected);
}
