using Cer.Domain.Metering;
using NodaTime;

namespace Cer.Operations.Viewing;

/// <summary>A day of a series that lacks hours: the withdrawal of a point, or what a unit gave or made.</summary>
internal sealed record LackingDay(string Pod, string? Unit, MeterRole Meter, LocalDate Day, int Hours, int Missing);
