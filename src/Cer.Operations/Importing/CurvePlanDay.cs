using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Importing;

/// <summary>What a file would do to a day of a point, in quarters of an hour.</summary>
/// <param name="Pod">The point.</param>
/// <param name="Day">The day.</param>
/// <param name="Added">Nothing was known.</param>
/// <param name="Unchanged">The same was known.</param>
/// <param name="Changed">Another value was known, or another quality.</param>
/// <param name="Missing">The file has no value; what is known stays.</param>
public sealed record CurvePlanDay(Pod Pod, LocalDate Day, int Added, int Unchanged, int Changed, int Missing);
