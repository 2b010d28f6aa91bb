using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Tests.Reconciling;

/// <summary>A credit of GSE's as the bank books it.</summary>
/// <param name="Kind">Of which payment: advance, complete or recalculation.</param>
/// <param name="Amount">Negative where the bank debits.</param>
/// <param name="Day">The day on which it is booked.</param>
internal sealed record GseCredit(string Kind, Money Amount, LocalDate Day);
