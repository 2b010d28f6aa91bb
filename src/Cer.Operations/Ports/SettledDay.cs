using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>A day of a run: the hash of its inputs, and how many hours of points were left out.</summary>
public sealed record SettledDay(LocalDate Day, ReadOnlyMemory<byte> Hash, int MissingPoints);
