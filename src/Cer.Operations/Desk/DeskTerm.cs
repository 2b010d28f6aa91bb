using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>Days from one to another, both of them in it.</summary>
public sealed record DeskTerm(LocalDate From, LocalDate To);
