namespace Cer.Operations.Tests.Reconciling;

/// <summary>Which month it computes.</summary>
internal sealed partial class OtherHand
{
    public int Month => month;
}
