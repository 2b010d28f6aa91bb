using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>A message of the demo: when it was made, how many lines it has, and its bytes.</summary>
internal sealed record DemoMessage(Instant Made, int Lines, ReadOnlyMemory<byte> Utf8)
{
    /// <summary>It brings the first lines of a new meter, which the intake keeps apart.</summary>
    public bool ChangesMeter { get; init; }
}
