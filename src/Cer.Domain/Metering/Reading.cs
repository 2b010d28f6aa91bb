using Cer.Domain.Codes;
using NodaTime;

namespace Cer.Domain.Metering;

/// <summary>What one meter told of one interval, as it was sent: 15 or 60 minutes.</summary>
/// <remarks>A quantity that is null is missing, not zero.</remarks>
public sealed record Reading
{
    public required Pod Pod { get; init; }

    /// <summary>The production unit whose injection this is; null means the only unit of the point, or none.</summary>
    public string? Unit { get; init; }

    public MeterRole Meter { get; init; } = MeterRole.Exchange;

    /// <summary>Start of the interval, on the quarter or on the hour.</summary>
    public required Instant Start { get; init; }

    /// <summary>Length: 15 or 60.</summary>
    public required int Minutes { get; init; }

    /// <summary>Energy given to the grid.</summary>
    public Energy? Injected { get; init; }

    /// <summary>Energy taken from the grid.</summary>
    public Energy? Withdrawn { get; init; }

    /// <summary>Energy that the generator made; only from a production meter.</summary>
    public Energy? Produced { get; init; }

    /// <summary>The meter's running total of energy given, at the end of the interval.</summary>
    public Energy? InjectedTotal { get; init; }

    /// <summary>The meter's running total of energy taken, at the end of the interval.</summary>
    public Energy? WithdrawnTotal { get; init; }

    /// <summary>The meter's running total of energy made, at the end of the interval.</summary>
    public Energy? ProducedTotal { get; init; }

    public Quality Quality { get; init; } = Quality.Measured;
}
