using Cer.Settlement.Years;
using NodaTime;

namespace Cer.Settlement.Payments;

/// <summary>A year's fee of a plant, that GSE takes out of payments from a day on.</summary>
public sealed record FeeCharge(PlantFee Fee, LocalDate From);
