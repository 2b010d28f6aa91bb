using Cer.Domain;
using Cer.Domain.Metering;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>One meter: a totalizer belongs to it, whichever device reads it.</summary>
public readonly record struct MeterKey(Pod Pod, MeterRole Role);
