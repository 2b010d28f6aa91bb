using Cer.Domain.Metering;
using NodaTime;

namespace Cer.Operations.Viewing;

/// <summary>How many quarters of a series are in on a day.</summary>
public sealed record PresentQuarters(int Point, int Unit, MeterRole Meter, LocalDate Day, int Withdrawn, int Injected, int Produced);
