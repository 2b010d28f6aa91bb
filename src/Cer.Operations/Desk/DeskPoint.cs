using Cer.Domain.Codes;

namespace Cer.Operations.Desk;

/// <summary>A point of delivery that enters.</summary>
/// <param name="Pod">Its code, in capitals, 14 characters.</param>
/// <param name="Voltage">Voltage of the connection.</param>
public sealed record DeskPoint(string Pod, Voltage Voltage)
{
    /// <summary>The field from which it was read.</summary>
    public string Field { get; init; } = "points[0].pod";
}
