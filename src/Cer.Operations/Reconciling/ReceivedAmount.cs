using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>What the bank received for a month, on a day.</summary>
public sealed record ReceivedAmount(Money Amount, LocalDate Day);
