using NodaTime;

namespace Cer.Operations.Paying;

/// <summary>The days on which GSE buys a plant's energy (RID), as declared last.</summary>
/// <param name="Plant">Code of the plant.</param>
/// <param name="From">First day; null when it does not buy it.</param>
/// <param name="To">Last day; open when null.</param>
/// <param name="Reason">Why it was declared: number of the agreement.</param>
/// <param name="By">Who declared it.</param>
/// <param name="At">When.</param>
public sealed record SaleSpan(string Plant, LocalDate? From, LocalDate? To, string Reason, string By, Instant At)
{
    public bool Covers(LocalDate day) => From <= day && (To is not { } last || day <= last);
}
