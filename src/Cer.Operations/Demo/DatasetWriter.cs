using System.Globalization;
using System.Text.Json;
using Cer.Operations.Datasets;
using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>Writes the parts of a message: of exchange meters or of production meters.</summary>
internal static class DatasetWriter
{
    public static void Specification(Utf8JsonWriter json, DemoDataset dataset) => DatasetParts.Specification(
        json,
        (dataset.Id, dataset.Name, dataset.Uri),
        [
            new("UserDeviceID", "string"),
            new("PODID", "string"),
            .. dataset.Energies.Select(energy => new DatasetProperty(energy, "double", "kilowattHour")),
        ]);

    public static void Context(Utf8JsonWriter json, Instant made) => DatasetParts.Context(
        json, DemoDataset.Solution, made, ((decimal)Place.Magliano.Latitude, (decimal)Place.Magliano.Longitude));

    public static void Line(Utf8JsonWriter json, int number, DemoLine line)
    {
        var energies = DemoDataset.M1.Energies;
        Begin(json, number, line.Start, line.Point.Device, line.Point);
        WriteEnergy(json, energies[0], line.WithdrawnWh);
        WriteEnergy(json, energies[1], line.WithdrawnTotalWh);
        if (line.Point.Roof is not null)
        {
            WriteEnergy(json, energies[2], line.InjectedWh);
            WriteEnergy(json, energies[3], line.InjectedTotalWh);
        }

        DatasetParts.EndLine(json);
    }

    public static void Line(Utf8JsonWriter json, int number, DemoProduction line)
    {
        var energies = DemoDataset.M2.Energies;
        Begin(json, number, line.Start, line.Point.ProductionDevice, line.Point);
        WriteEnergy(json, energies[0], line.ProducedWh);
        WriteEnergy(json, energies[1], line.TotalWh);
        DatasetParts.EndLine(json);
    }

    private static void Begin(Utf8JsonWriter json, int number, Instant start, string device, DemoPoint point)
    {
        DatasetParts.BeginLine(json, number, new(start, start + Quarter.Length));
        DatasetParts.Property(json, "UserDeviceID", device);
        DatasetParts.Property(json, "PODID", point.Pod.Code);
    }

    private static void WriteEnergy(Utf8JsonWriter json, string name, long? wattHours)
    {
        if (wattHours is not { } known) return;
        DatasetParts.Property(json, name, string.Create(CultureInfo.InvariantCulture, $"{known / 1000}.{known % 1000:000}"));
    }
}
