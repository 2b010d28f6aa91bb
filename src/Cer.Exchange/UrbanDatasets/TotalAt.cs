using Cer.Domain;
using NodaTime;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>What a totalizer showed at an instant.</summary>
public readonly record struct TotalAt(Instant At, Energy Total);
