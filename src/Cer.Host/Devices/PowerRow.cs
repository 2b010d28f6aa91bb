using Cer.Exchange.UrbanDatasets;
using Cer.Host.Viewing;
using Cer.Operations.Ports;

namespace Cer.Host.Devices;

/// <summary>Powers and reactive energies of a quarter as the interface tells them: kW and kvarh; null where none was told.</summary>
internal sealed record PowerRow(
    string From,
    decimal? WithdrawnKw,
    decimal? InjectedKw,
    decimal? ProducedKw,
    decimal? WithdrawnCapacitiveKvarh,
    decimal? WithdrawnInductiveKvarh,
    decimal? InjectedCapacitiveKvarh,
    decimal? InjectedInductiveKvarh,
    decimal? ProducedCapacitiveKvarh,
    decimal? ProducedInductiveKvarh)
{
    private const decimal Micro = 1_000_000m;

    public static IReadOnlyList<CsvColumn<PowerRow>> Columns { get; } =
    [
        new("Dalle (UTC)", row => row.From),
        new("Potenza prelevata (kW)", row => row.WithdrawnKw),
        new("Potenza immessa (kW)", row => row.InjectedKw),
        new("Potenza prodotta (kW)", row => row.ProducedKw),
        new("Capacitiva prelevata (kvarh)", row => row.WithdrawnCapacitiveKvarh),
        new("Induttiva prelevata (kvarh)", row => row.WithdrawnInductiveKvarh),
        new("Capacitiva immessa (kvarh)", row => row.InjectedCapacitiveKvarh),
        new("Induttiva immessa (kvarh)", row => row.InjectedInductiveKvarh),
        new("Capacitiva prodotta (kvarh)", row => row.ProducedCapacitiveKvarh),
        new("Induttiva prodotta (kvarh)", row => row.ProducedInductiveKvarh),
    ];

    public static PowerRow Of(DevicePower power)
    {
        return new(
            HourView.Text(power.Start),
            Told(SideQuantity.WithdrawnPower),
            Told(SideQuantity.InjectedPower),
            Told(SideQuantity.ProducedPower),
            Told(SideQuantity.WithdrawnCapacitiveEnergy),
            Told(SideQuantity.WithdrawnInductiveEnergy),
            Told(SideQuantity.InjectedCapacitiveEnergy),
            Told(SideQuantity.InjectedInductiveEnergy),
            Told(SideQuantity.ProducedCapacitiveEnergy),
            Told(SideQuantity.ProducedInductiveEnergy));

        decimal? Told(SideQuantity quantity) => power.Values[quantity] is { } micro ? micro / Micro : null;
    }
}
