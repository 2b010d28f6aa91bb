using System.Text;

namespace Cer.Operations.Homes;

/// <summary>A message for the broker: always kept by it, always at least once.</summary>
/// <param name="Topic">Where.</param>
/// <param name="Text">What; empty takes away what is kept.</param>
public sealed record HomeMessage(string Topic, string Text)
{
    public ReadOnlyMemory<byte> Bytes => Encoding.UTF8.GetBytes(Text);
}
