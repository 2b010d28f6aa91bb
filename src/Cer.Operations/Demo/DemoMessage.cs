using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>A message of the demo: when it was made, and its bytes.</summary>
internal sealed record DemoMessage(Instant Made, ReadOnlyMemory<byte> Utf8);
