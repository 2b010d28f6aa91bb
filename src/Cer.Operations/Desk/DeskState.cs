using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>How a point or unit stands in a definition.</summary>
/// <param name="From">First day; of a unit, that of service. Null of a member.</param>
/// <param name="To">Last day; null when open.</param>
/// <param name="Word">Category of a member, voltage of a point.</param>
/// <param name="PowerKw">Of a unit, kW.</param>
public sealed record DeskState(LocalDate? From, LocalDate? To, string? Word, decimal? PowerKw);
