using Cer.Host.Viewing;

namespace Cer.Host.Devices;

/// <summary>A device as the interface tells it.</summary>
/// <param name="Id">The device, as it writes itself.</param>
/// <param name="Point">Number of its point.</param>
/// <param name="Label">The last four characters of the point's code.</param>
/// <param name="Meter">M1 or M2.</param>
/// <param name="Unit">The unit it measures, where its point has several.</param>
/// <param name="Account">The account it publishes with; null when it may not over MQTT.</param>
/// <param name="LastHeard">When its newest reading came.</param>
/// <param name="SilentSince">Since when it is missed; null when it is not.</param>
/// <param name="RetiredAt">Since when it is retired; null when it is in service.</param>
internal sealed record DeviceRow(
    string Id, int Point, string Label, string Meter, string? Unit, string? Account, string? LastHeard, string? SilentSince,
    string? RetiredAt)
{
    /// <summary>Powers and reactive energies that its meter told last; null when it told none lately.</summary>
    public PowerRow? Power { get; init; }

    public static IReadOnlyList<CsvColumn<DeviceRow>> Columns { get; } =
    [
        new("Dispositivo", row => row.Id),
        new("Punto n.", row => row.Point),
        new("POD (ultimi 4)", row => row.Label),
        new("Misuratore", row => row.Meter),
        new("Unità", row => row.Unit),
        new("Account MQTT", row => row.Account),
        new("Ultimo dato (UTC)", row => row.LastHeard),
        new("Potenze dalle (UTC)", row => row.Power?.From),
        new("Potenza prelevata (kW)", row => row.Power?.WithdrawnKw),
        new("Potenza immessa (kW)", row => row.Power?.InjectedKw),
        new("Potenza prodotta (kW)", row => row.Power?.ProducedKw),
        new("Silenzioso da (UTC)", row => row.SilentSince),
        new("Ritirato il (UTC)", row => row.RetiredAt),
    ];
}
