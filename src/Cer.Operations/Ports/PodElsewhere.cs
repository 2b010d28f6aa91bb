using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>A point that is in another configuration on the same days.</summary>
/// <param name="Place">Its place among the points of the definition, from 0.</param>
/// <param name="Configuration">Code of the other configuration.</param>
/// <param name="From">The first day it is in both.</param>
/// <param name="IsSameLegal">Whether both belong to one legal community, which may never be.</param>
public sealed record PodElsewhere(int Place, string Configuration, LocalDate From, bool IsSameLegal);
