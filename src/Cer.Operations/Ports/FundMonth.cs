using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>What a fund of the community received in a month; null where it cannot be known.</summary>
public sealed record FundMonth(YearMonth Month, string Fund, Money? Tip, Money? Cac, Money? Surplus);
