using Cer.Domain;
using NodaTime;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>A meter gave way to another, whose totals begin anew; null where nobody read them.</summary>
public sealed record MeterSwap(Instant At, Energy? Injected, Energy? Withdrawn, Energy? Produced);
