using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Paying;

/// <summary>What a unit's month is due by the run the month stands with; null where it is not known.</summary>
public sealed record KeptDue(YearMonth Month, string Unit, Money? Premium, Money? Cac);
