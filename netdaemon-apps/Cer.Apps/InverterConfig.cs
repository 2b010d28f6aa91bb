namespace Cer.Apps;

/// <summary>The plants whose inverters are read.</summary>
public sealed class InverterConfig
{
    /// <summary>Each with the counter of all that its inverter ever made.</summary>
    public IList<MeterConfig> Plants { get; init; } = [];
}
