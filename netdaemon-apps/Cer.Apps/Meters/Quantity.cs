namespace Cer.Apps;

/// <summary>Which energy of a point a counter counts.</summary>
public enum Quantity
{
    Withdrawn,
    Injected,
    Produced,
}
