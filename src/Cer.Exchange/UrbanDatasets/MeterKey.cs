using Cer.Domain;
using Cer.Domain.Metering;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>One meter: a totalizer belongs to it, whichever device reads it.</summary>
/// <param name="Pod">The point.</param>
/// <param name="Role">Exchange or production.</param>
/// <param name="Unit">The unit it measures; plants behind one point have a production meter each.</param>
public readonly record struct MeterKey(Pod Pod, MeterRole Role, string? Unit = null);
