using Cer.Operations.Viewing;

namespace Cer.Host.Board;

/// <summary>What people call points and units, by the store's numbers.</summary>
internal sealed class BoardLabels(RegistryNumbers numbers)
{
    private readonly Dictionary<int, string> _points =
        numbers.Points.ToDictionary(point => point.Value, point => RegistryNumbers.Label(point.Key));

    private readonly Dictionary<int, string> _units = numbers.Units.ToDictionary(unit => unit.Value, unit => unit.Key);

    public string Point(int number) => _points.GetValueOrDefault(number, "");

    public string? Unit(int number) => _units.GetValueOrDefault(number);
}
