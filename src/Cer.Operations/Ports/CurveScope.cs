using Cer.Domain;
using Cer.Domain.Metering;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>The readings that a curve file may touch.</summary>
/// <param name="Pods">Points that the community knows.</param>
/// <param name="Meter">The meter.</param>
/// <param name="Span">From the first day of the file to its last.</param>
public sealed record CurveScope(IReadOnlyList<Pod> Pods, MeterRole Meter, Interval Span)
{
    /// <summary>The days that the file tells of, in order.</summary>
    public IReadOnlyList<LocalDate> Days { get; init; } = [];
}
