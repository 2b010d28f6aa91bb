using Cer.Settlement.Detecting;
using NodaTime;

namespace Cer.Operations.Board;

/// <summary>The values that are proposed for what a span lacks.</summary>
/// <param name="Method">How they were made.</param>
/// <param name="Values">Micro-kWh by the start of their quarter; null where nothing is similar.</param>
/// <param name="Mark">Of exactly these values: who agrees to them says it.</param>
public sealed record Proposal(EstimateMethod Method, IReadOnlyList<(Instant Start, long? Amount)> Values, string Mark);
