using Cer.Domain;

namespace Cer.Settlement.Years;

/// <summary>GSE's fee for a plant and a year, and the tax on it.</summary>
public sealed record PlantFee(int Year, string Plant, Money Net, Money Vat);
