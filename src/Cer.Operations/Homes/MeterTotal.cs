using Cer.Domain;
using Cer.Domain.Metering;
using NodaTime;

namespace Cer.Operations.Homes;

/// <summary>What a register of a meter showed.</summary>
/// <param name="Pod">The point.</param>
/// <param name="Unit">The production unit that the meter measures; null is the point itself, or its only unit.</param>
/// <param name="Meter">Which meter of the point.</param>
/// <param name="What">Which of its registers: withdrawn, injected or produced.</param>
/// <param name="Total">What it showed.</param>
/// <param name="Until">When.</param>
public sealed record MeterTotal(string Pod, string? Unit, MeterRole Meter, string What, Energy Total, Instant Until)
{
    public const string Withdrawn = "withdrawn";
    public const string Injected = "injected";
    public const string Produced = "produced";
}
