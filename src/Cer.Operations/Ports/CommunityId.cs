using System.Globalization;

namespace Cer.Operations.Ports;

/// <summary>The store's number of a community; people write its code.</summary>
public readonly record struct CommunityId(int Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
